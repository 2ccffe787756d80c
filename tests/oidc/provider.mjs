// An issuer that is not ours (oidc-provider), on a free port of the loopback: node provider.mjs MODULES SETUP.
// SETUP is JSON: port, keys (private JWKs), secret, audience, resource, scope, roles (account or client -> roles).
// It says its address in one line, and ends with standard input. 8.8 is its last release for Debian 12's Node.js 18.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [modules, setup] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));
const { port, keys, secret, audience, resource, scope, roles } = JSON.parse(setup);

const server = createServer().listen(port, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'ris', client_secret: secret, grant_types: ['client_credentials'],
        response_types: [], redirect_uris: [],
      },
      {
        client_id: 'viewer', client_secret: secret, grant_types: ['authorization_code'],
        response_types: ['code'], redirect_uris: ['https://viewer.example/callback'],
      },
    ],
    jwks: { keys },
    scopes: ['openid', ...scope.split(' ')],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: (_, token) => ({ realm_access: { roles: roles[token.accountId ?? token.clientId] ?? [] } }),
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope, audience, accessTokenFormat: 'jwt', accessTokenTTL: 300, jwt: { sign: { alg: keys[0].alg } },
        }),
      },
    },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
process.stdin.resume().on('end', () => process.exit());
