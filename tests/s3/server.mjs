// An S3-compatible server on loopback, with an empty bucket: node server.mjs PORT FOLDER
import S3rver from 's3rver'

const [, , port, folder] = process.argv
const buckets = [{ name: 'radlane', configs: [] }]
await new S3rver({ address: '127.0.0.1', port: Number(port), directory: folder, silent: true, configureBuckets: buckets }).run()
