BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE announced (
	request_digest VARCHAR(64) NOT NULL, 
	study VARCHAR(64) NOT NULL, 
	inputs VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_announced PRIMARY KEY (request_digest)
);
CREATE TABLE audit (
	number BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	action VARCHAR(32) NOT NULL, 
	outcome VARCHAR(16) NOT NULL, 
	caller TEXT NOT NULL, 
	via TEXT NOT NULL, 
	address TEXT, 
	study VARCHAR(64), 
	job VARCHAR(36), 
	facts TEXT NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	mac VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (number)
);
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','6582af5154c0c743f0654b623c6019d9fe2639822f85e00e59208b0b7172ffad');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"b","by":"study"}','6582af5154c0c743f0654b623c6019d9fe2639822f85e00e59208b0b7172ffad','a8e7edf2a3035458209314a4ea0dee05f3831529800c495e00c399c6f7e6a650');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","by":"study"}','a8e7edf2a3035458209314a4ea0dee05f3831529800c495e00c399c6f7e6a650','ed300fb6dcfd124aef02245efe0bd72cade3efb1035fdfa17a7f27df490034c8');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','ed300fb6dcfd124aef02245efe0bd72cade3efb1035fdfa17a7f27df490034c8','8890044aaf93fd0a7076a06499f13d589113744999b9db13e85beacc92855f29');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','8890044aaf93fd0a7076a06499f13d589113744999b9db13e85beacc92855f29','64cb286a31ce8e1d83189b39b4d9ba1c2262cd62756ee629a560eab945d1adc8');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","by":"study"}','64cb286a31ce8e1d83189b39b4d9ba1c2262cd62756ee629a560eab945d1adc8','5f87d91b3c349cb9bb1b1c859dd773cf21af88f14898e54d26e5959e4ff29bd6');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","by":"study"}','5f87d91b3c349cb9bb1b1c859dd773cf21af88f14898e54d26e5959e4ff29bd6','91fafc31741e3aa90a07b5dab7ddd8d4c5ec9eafadaffce25d331eb9d07a587f');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','91fafc31741e3aa90a07b5dab7ddd8d4c5ec9eafadaffce25d331eb9d07a587f','027cc6782f974f541e2c7ebd87ad31cafdb6a82d223a4fcbfc73f77bc6b9d63d');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','027cc6782f974f541e2c7ebd87ad31cafdb6a82d223a4fcbfc73f77bc6b9d63d','2206937431f89ef44a08a8257a36847bd045cabdc99e9cc4c4837459ca86fcc2');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"b","by":"study"}','2206937431f89ef44a08a8257a36847bd045cabdc99e9cc4c4837459ca86fcc2','87cab2e4d9762ec7c800cb83bd2cd31478207f0c79c61a2cc8a233000c84f30d');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','87cab2e4d9762ec7c800cb83bd2cd31478207f0c79c61a2cc8a233000c84f30d','e4e03d9eaa13f6450446a595f98399914df641a63f19b4f7e19f6fbf03ae3db2');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','e4e03d9eaa13f6450446a595f98399914df641a63f19b4f7e19f6fbf03ae3db2','d56ae5493a2724aef0dfc26eaa094ddad0b2d10008f555b70aaa16e309c65e82');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","by":"study"}','d56ae5493a2724aef0dfc26eaa094ddad0b2d10008f555b70aaa16e309c65e82','839bc48e5e627ed581b8b143e5913583ad93c4a0da5bb7855bc0929fb0ea108a');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"b","by":"study"}','839bc48e5e627ed581b8b143e5913583ad93c4a0da5bb7855bc0929fb0ea108a','e79a419e39276f2d40f79acb510605b2914c5b09de652768190e8c4d7a852910');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","by":"study"}','e79a419e39276f2d40f79acb510605b2914c5b09de652768190e8c4d7a852910','0131d56e4dfbbafdb01c2dbf44419a8ec733d42a5b9ec36394221af0bee1949c');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','0131d56e4dfbbafdb01c2dbf44419a8ec733d42a5b9ec36394221af0bee1949c','25b44844359b83efce5707940495ea94a8f5b0a6baaa25e9051de707b8956ad3');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','25b44844359b83efce5707940495ea94a8f5b0a6baaa25e9051de707b8956ad3','c7665cdf83254969d431971ce912696a7a76d81d5498ee5a5e8bddfe9fb9b348');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","by":"study"}','c7665cdf83254969d431971ce912696a7a76d81d5498ee5a5e8bddfe9fb9b348','732939cd0428ca69062def739a62d27cc6af486d033a52b4df44f5731f953907');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","by":"study"}','732939cd0428ca69062def739a62d27cc6af486d033a52b4df44f5731f953907','5374e08a54a641bc77a25c0f2a331da2f1561f652ac08a51cd008e904190d73d');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','5374e08a54a641bc77a25c0f2a331da2f1561f652ac08a51cd008e904190d73d','799688ecf7088a0abad0f09806235b9853d95b95531000d302f96e1daaf23946');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','799688ecf7088a0abad0f09806235b9853d95b95531000d302f96e1daaf23946','57bbde6601fda2b7a8993613972bfa913603abe26d9296ed01194e86d30d56c4');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"b","by":"study"}','57bbde6601fda2b7a8993613972bfa913603abe26d9296ed01194e86d30d56c4','942630019e055d1b9860daf000c2b33cdbd1176ee19041d2ebda7f6773f02cd5');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','942630019e055d1b9860daf000c2b33cdbd1176ee19041d2ebda7f6773f02cd5','21b2832a08b8f232c7e8439fddfd14a552e40bf1fbae8872ec2bb35fa05a81a0');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','339eb305-2223-41c4-8b71-6db5d1caf4e8','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','21b2832a08b8f232c7e8439fddfd14a552e40bf1fbae8872ec2bb35fa05a81a0','fa7935e120c7ee5b6106c3643a3da7f6dd7733e65946a279ac92e249c11db1f1');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"a","by":"study"}','fa7935e120c7ee5b6106c3643a3da7f6dd7733e65946a279ac92e249c11db1f1','9be474378e8645eeb8eeaf7e52a4b0ba6fdf82c11571eb439dce2663fe135710');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"a","by":"study"}','9be474378e8645eeb8eeaf7e52a4b0ba6fdf82c11571eb439dce2663fe135710','5dd52f61a643052fe936331ed87ec68471a5eaa2f817810ba586fee44f42ca80');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','5dd52f61a643052fe936331ed87ec68471a5eaa2f817810ba586fee44f42ca80','c108f5f6ce7a2f926678177f0d0e4a90c83216efab6fa34281932e2e5417251f');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','c108f5f6ce7a2f926678177f0d0e4a90c83216efab6fa34281932e2e5417251f','9b4e4ee4e29075d7511568f2f4c5ab13a4b7f4e2dbc8b0d2acc4e2a770119123');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"b","by":"study"}','9b4e4ee4e29075d7511568f2f4c5ab13a4b7f4e2dbc8b0d2acc4e2a770119123','be3a0a48d11722119d8e153d20b0a5db953ae5bccb0c6541eb0a1dadf61f2386');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"b","by":"study"}','be3a0a48d11722119d8e153d20b0a5db953ae5bccb0c6541eb0a1dadf61f2386','ed34b6d872b764ea1ec343286af4d919c8398b3ede1d5cd587d9bfcd71f9c38b');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','ed34b6d872b764ea1ec343286af4d919c8398b3ede1d5cd587d9bfcd71f9c38b','d194988cc0282639a6d3e4fe5ec8caa2889cff0b1dd9f98b2a4fe7a3f08c2c29');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','daf12b4d-8911-47a0-a8fd-04b6e9972b05','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','d194988cc0282639a6d3e4fe5ec8caa2889cff0b1dd9f98b2a4fe7a3f08c2c29','a04c16b1082210e6142f89184c6f7337605870d64f49f16ceaaed46f0eb38423');
CREATE TABLE audit_sent (
	receiver TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_audit_sent PRIMARY KEY (receiver)
);
CREATE TABLE begun (
	job_id VARCHAR(36) NOT NULL, 
	step VARCHAR(32) NOT NULL, 
	boot TEXT NOT NULL, 
	CONSTRAINT pk_begun PRIMARY KEY (job_id, step, boot)
);
INSERT INTO "begun" VALUES('00000000-0000-4000-8000-000000000001','analyse','boot');
CREATE TABLE callback (
	job_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	receiver VARCHAR(63) NOT NULL, 
	url TEXT, 
	body TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	attempts INTEGER NOT NULL, 
	next_at BIGINT NOT NULL, 
	last_status INTEGER, 
	fault VARCHAR(32), 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_callback PRIMARY KEY (job_id, number), 
	CONSTRAINT fk_callback_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
CREATE TABLE claim (
	worklist VARCHAR(63) NOT NULL, 
	uid VARCHAR(64) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	transaction_uid VARCHAR(64) NOT NULL, 
	attributes JSON NOT NULL, 
	job_id VARCHAR(36), 
	earlier_job_id VARCHAR(36), 
	said TEXT, 
	said_at BIGINT, 
	failures INTEGER NOT NULL, 
	detail TEXT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_claim PRIMARY KEY (worklist, uid)
);
CREATE TABLE delivery (
	sop_instance_uid VARCHAR(64) NOT NULL, 
	destination TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	may_be_there BOOLEAN NOT NULL, 
	turns INTEGER NOT NULL, 
	seen BOOLEAN NOT NULL, 
	detail TEXT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (sop_instance_uid, destination), 
	CONSTRAINT fk_delivery_sop_instance_uid_object FOREIGN KEY(sop_instance_uid) REFERENCES object (sop_instance_uid)
);
INSERT INTO "delivery" VALUES('2.25.102907616094326186337071871441991568870','a','stored',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.39211509514753337462632637355809223825','a','stored',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.224894903637272919475517958730197465195','a','stored',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.102907616094326186337071871441991568870','b','stored',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.39211509514753337462632637355809223825','b','stored',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.224894903637272919475517958730197465195','b','stored',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.249974027755592461708647500237819645901','a','withdrawn',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.69960352400078369088423381276582758481','a','withdrawn',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.154137392714950715338495833488765244607','a','withdrawn',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.249974027755592461708647500237819645901','b','withdrawn',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.69960352400078369088423381276582758481','b','withdrawn',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.154137392714950715338495833488765244607','b','withdrawn',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.294944552396618561153729769035098523459','a','stored',1,1,1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.294944552396618561153729769035098523459','b','stored',1,1,1,'',1772366400000000);
CREATE TABLE form (
	run_id VARCHAR(36) NOT NULL, 
	form VARCHAR(255) NOT NULL, 
	place INTEGER NOT NULL, 
	sop_instance_uid VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_form PRIMARY KEY (run_id, form, place), 
	CONSTRAINT fk_form_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_form_sop_instance_uid_object FOREIGN KEY(sop_instance_uid) REFERENCES object (sop_instance_uid)
);
INSERT INTO "form" VALUES('8bb7f4dc-cee0-4ce8-97c8-6419707f33b0','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('8bb7f4dc-cee0-4ce8-97c8-6419707f33b0','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('8bb7f4dc-cee0-4ce8-97c8-6419707f33b0','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('e81537ed-2e42-4cf4-bf7c-bc2908870f8b','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('e81537ed-2e42-4cf4-bf7c-bc2908870f8b','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('e81537ed-2e42-4cf4-bf7c-bc2908870f8b','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','5aef15ee-8ed1-4699-83c4-92b1ae0144fe');
CREATE TABLE job (
	id VARCHAR(36) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	study VARCHAR(64) NOT NULL, 
	series VARCHAR(64), 
	model TEXT NOT NULL, 
	package_digest TEXT NOT NULL, 
	source TEXT NOT NULL, 
	destinations JSON NOT NULL, 
	priority VARCHAR(16) NOT NULL, 
	rerun TEXT, 
	expect JSON, 
	not_after BIGINT, 
	expires_at BIGINT, 
	attempt INTEGER NOT NULL, 
	wait_until BIGINT, 
	cancel_asked BOOLEAN NOT NULL, 
	run_id VARCHAR(36), 
	reused_from VARCHAR(36), 
	outcome JSON, 
	completeness JSON, 
	request_digest VARCHAR(64) NOT NULL, 
	withdraws VARCHAR(36), 
	trace_id VARCHAR(32), 
	not_before BIGINT, 
	inputs VARCHAR(64), 
	shadow_of VARCHAR(36), 
	callback JSON, 
	owner VARCHAR(64), 
	patient JSON, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_job_withdraws_run FOREIGN KEY(withdraws) REFERENCES run (id)
);
INSERT INTO "job" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'8bb7f4dc-cee0-4ce8-97c8-6419707f33b0',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'e81537ed-2e42-4cf4-bf7c-bc2908870f8b',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('daf12b4d-8911-47a0-a8fd-04b6e9972b05','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'e81537ed-2e42-4cf4-bf7c-bc2908870f8b',NULL,'null',NULL,'f50930b538ef9154c2f27eb14938775742cffc12485a824ef173d62d8cfc093b','e81537ed-2e42-4cf4-bf7c-bc2908870f8b',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('87163433-0260-47b4-9376-0d7fa4144181','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('eea43b44-0fce-4926-8cde-940267ba4938','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('5aef15ee-8ed1-4699-83c4-92b1ae0144fe','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE job_event (
	job_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	data JSON NOT NULL, 
	CONSTRAINT pk_job_event PRIMARY KEY (job_id, number), 
	CONSTRAINT fk_job_event_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',3,1772366400000000,'step','resolve','{"seconds": 0.044561}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',4,1772366400000000,'step','select','{"seconds": 0.027021}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',5,1772366400000000,'step','retrieve','{"seconds": 0.028359}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',6,1772366400000000,'step','claim','{"seconds": 0.010488}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',7,1772366400000000,'step','analyse','{"seconds": 0.024392}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',8,1772366400000000,'step','encode','{"seconds": 0.436388}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',9,1772366400000000,'step','deliver','{"seconds": 0.105865}');
INSERT INTO "job_event" VALUES('3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',3,1772366400000000,'step','resolve','{"seconds": 0.000251}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',4,1772366400000000,'step','select','{"seconds": 0.016657}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',5,1772366400000000,'step','retrieve','{"seconds": 0.029627}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',6,1772366400000000,'step','claim','{"seconds": 0.004284}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',7,1772366400000000,'step','analyse','{"seconds": 0.018927}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',8,1772366400000000,'step','encode','{"seconds": 0.332543}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',9,1772366400000000,'step','deliver','{"seconds": 0.101903}');
INSERT INTO "job_event" VALUES('339eb305-2223-41c4-8b71-6db5d1caf4e8',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('daf12b4d-8911-47a0-a8fd-04b6e9972b05',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('daf12b4d-8911-47a0-a8fd-04b6e9972b05',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('daf12b4d-8911-47a0-a8fd-04b6e9972b05',3,1772366400000000,'step','reject','{"seconds": 0.606035}');
INSERT INTO "job_event" VALUES('daf12b4d-8911-47a0-a8fd-04b6e9972b05',4,1772366400000000,'step','deliver','{"seconds": 0.098292}');
INSERT INTO "job_event" VALUES('daf12b4d-8911-47a0-a8fd-04b6e9972b05',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('87163433-0260-47b4-9376-0d7fa4144181',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('87163433-0260-47b4-9376-0d7fa4144181',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('87163433-0260-47b4-9376-0d7fa4144181',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('eea43b44-0fce-4926-8cde-940267ba4938',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('eea43b44-0fce-4926-8cde-940267ba4938',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('eea43b44-0fce-4926-8cde-940267ba4938',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('5aef15ee-8ed1-4699-83c4-92b1ae0144fe',1,1772366400000000,'state','queued','{}');
CREATE TABLE model_pause (
	name VARCHAR(63) NOT NULL, 
	at BIGINT NOT NULL, 
	caller TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_model_pause PRIMARY KEY (name)
);
CREATE TABLE model_tag (
	name VARCHAR(63) NOT NULL, 
	tag VARCHAR(63) NOT NULL, 
	version VARCHAR(128) NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_model_tag PRIMARY KEY (name, tag)
);
CREATE TABLE model_tag_move (
	name VARCHAR(63) NOT NULL, 
	tag VARCHAR(63) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	version VARCHAR(128) NOT NULL, 
	previous VARCHAR(128), 
	at BIGINT NOT NULL, 
	caller TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_model_tag_move PRIMARY KEY (name, tag, number)
);
CREATE TABLE model_version (
	name VARCHAR(63) NOT NULL, 
	version VARCHAR(128) NOT NULL, 
	digest VARCHAR(71) NOT NULL, 
	weights_digest VARCHAR(71) NOT NULL, 
	files JSON NOT NULL, 
	title TEXT NOT NULL, 
	trained_on VARCHAR(16) NOT NULL, 
	statement TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	shipped BOOLEAN NOT NULL, 
	added_at BIGINT NOT NULL, 
	added_by TEXT NOT NULL, 
	added_reason TEXT NOT NULL, 
	changed_at BIGINT, 
	changed_by TEXT, 
	changed_reason TEXT, 
	sunset BIGINT, 
	replacement VARCHAR(128), 
	report JSON, 
	CONSTRAINT pk_model_version PRIMARY KEY (name, version), 
	CONSTRAINT uq_model_version_digest UNIQUE (digest)
);
CREATE TABLE object (
	sop_instance_uid VARCHAR(64) NOT NULL, 
	run_id VARCHAR(36) NOT NULL, 
	place INTEGER NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	modality VARCHAR(16) NOT NULL, 
	study VARCHAR(64) NOT NULL, 
	series VARCHAR(64) NOT NULL, 
	sop_class_uid VARCHAR(64) NOT NULL, 
	path TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_object PRIMARY KEY (sop_instance_uid), 
	CONSTRAINT fk_object_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT uq_object_run_id_place UNIQUE (run_id, place)
);
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','8bb7f4dc-cee0-4ce8-97c8-6419707f33b0',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','8bb7f4dc-cee0-4ce8-97c8-6419707f33b0/955a983d3ee5924e/2.25.102907616094326186337071871441991568870.dcm',4640,'4d9f920e44a73ac539917fe2232ca6dbc8bed7589ae408570b4b58eca13ac1b5');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','8bb7f4dc-cee0-4ce8-97c8-6419707f33b0',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','8bb7f4dc-cee0-4ce8-97c8-6419707f33b0/955a983d3ee5924e/2.25.39211509514753337462632637355809223825.dcm',2041780,'b61111d7f0d821f58c44c30a6f1d1bb14747081165ee33854a45da1e05b209b0');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','8bb7f4dc-cee0-4ce8-97c8-6419707f33b0',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','8bb7f4dc-cee0-4ce8-97c8-6419707f33b0/955a983d3ee5924e/2.25.224894903637272919475517958730197465195.dcm',11196,'9eeba2b9cd20d4b697585dd4e2675a4f951054f4013d0e2ec36480bb60f170c0');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','e81537ed-2e42-4cf4-bf7c-bc2908870f8b',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','e81537ed-2e42-4cf4-bf7c-bc2908870f8b/f2fad0e916b64833/2.25.249974027755592461708647500237819645901.dcm',4640,'f93fb451e814a6df816bd3a41fd437cab5b2467d67f5da6dbdbf0839d8ac715f');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','e81537ed-2e42-4cf4-bf7c-bc2908870f8b',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','e81537ed-2e42-4cf4-bf7c-bc2908870f8b/f2fad0e916b64833/2.25.69960352400078369088423381276582758481.dcm',2041780,'2b8d9bbe49a5cbcce3d8eacc9b2c712cfa313be7e39be779929d24de37104ab5');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','e81537ed-2e42-4cf4-bf7c-bc2908870f8b',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','e81537ed-2e42-4cf4-bf7c-bc2908870f8b/f2fad0e916b64833/2.25.154137392714950715338495833488765244607.dcm',11124,'bafb985aa11e66569a357b02ca2317c6f6abba51132e34a29c1da72bacf4e323');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','e81537ed-2e42-4cf4-bf7c-bc2908870f8b',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','e81537ed-2e42-4cf4-bf7c-bc2908870f8b/cef245d15f8bb0d8/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
CREATE TABLE poll (
	name TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	place BIGINT, 
	floor BIGINT, 
	begun_at BIGINT, 
	moved_at BIGINT, 
	good_at BIGINT NOT NULL, 
	holder VARCHAR(32), 
	beats BIGINT NOT NULL, 
	CONSTRAINT pk_poll PRIMARY KEY (name)
);
CREATE TABLE poll_study (
	poll TEXT NOT NULL, 
	study VARCHAR(64) NOT NULL, 
	series INTEGER, 
	instances INTEGER, 
	due_at BIGINT, 
	failures INTEGER NOT NULL, 
	place BIGINT NOT NULL, 
	generation BIGINT NOT NULL, 
	caller JSON, 
	CONSTRAINT pk_poll_study PRIMARY KEY (poll, study), 
	CONSTRAINT fk_poll_study_poll_poll FOREIGN KEY(poll) REFERENCES poll (name)
);
CREATE TABLE reception (
	study VARCHAR(64) NOT NULL, 
	first_at BIGINT NOT NULL, 
	last_at BIGINT NOT NULL, 
	instances INTEGER NOT NULL, 
	bytes BIGINT NOT NULL, 
	expected INTEGER, 
	announced INTEGER NOT NULL, 
	settled BOOLEAN NOT NULL, 
	not_before BIGINT NOT NULL, 
	failures INTEGER NOT NULL, 
	caller TEXT NOT NULL, 
	via TEXT NOT NULL, 
	address TEXT, 
	ae_title VARCHAR(16), 
	CONSTRAINT pk_reception PRIMARY KEY (study)
);
CREATE TABLE refusal (
	run_id VARCHAR(36) NOT NULL, 
	destination TEXT NOT NULL, 
	sop_class_uid VARCHAR(64) NOT NULL, 
	said VARCHAR(16) NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_refusal PRIMARY KEY (run_id, destination, sop_class_uid), 
	CONSTRAINT fk_refusal_run_id_run FOREIGN KEY(run_id) REFERENCES run (id)
);
CREATE TABLE run (
	id VARCHAR(36) NOT NULL, 
	input_key VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	reason TEXT, 
	job_id VARCHAR(36) NOT NULL, 
	started_at BIGINT NOT NULL, 
	study VARCHAR(64) NOT NULL, 
	source_digest VARCHAR(64) NOT NULL, 
	model_name TEXT NOT NULL, 
	model_version TEXT NOT NULL, 
	package_digest TEXT NOT NULL, 
	status VARCHAR(16), 
	result JSON, 
	settings JSON, 
	conclusion VARCHAR(64), 
	inputs TEXT, 
	predecessors JSON, 
	shadow BOOLEAN NOT NULL, 
	CONSTRAINT pk_run PRIMARY KEY (id), 
	CONSTRAINT uq_run_input_key_number UNIQUE (input_key, number)
);
INSERT INTO "run" VALUES('8bb7f4dc-cee0-4ce8-97c8-6419707f33b0','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'3f0c8ddf-ed2a-46ec-a752-d31ac2d8cedf',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 721.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 721}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 535.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 535}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000999, "tensor": 0.00358, "infer": 0.002989, "conclude": 0.009777}, "selection": [{"series": "1.2.826.0.1.3680043.10.1338.1.1", "images": 1, "choice": "chosen", "code": null, "text": "It is what the model reads"}]}','{"display_report": false, "segmentation_type": null}','e838d8fe6b0f3860c6dce1f7ccf1ac2e7edfa7695cf886ead895712056d7dcea','d87c50a4adb14276','null',0);
INSERT INTO "run" VALUES('e81537ed-2e42-4cf4-bf7c-bc2908870f8b','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','339eb305-2223-41c4-8b71-6db5d1caf4e8',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 686.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 686}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 497.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 497}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000802, "tensor": 0.004294, "infer": 0.002474, "conclude": 0.006608}, "selection": [{"series": "1.2.826.0.1.3680043.10.1338.1.1", "images": 1, "choice": "chosen", "code": null, "text": "It is what the model reads"}, {"series": "2.25.208070213572569745098904849693441613340", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}, {"series": "2.25.316715557123420676851748904030998186108", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}, {"series": "2.25.89030884216617744812510362377974429987", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}]}','{"display_report": false, "segmentation_type": null}','3396d778dae1302000f9afd7bd7c98f7de163001306627579ca09dd878688e31','d87c50a4adb14276','null',0);
CREATE TABLE shadow (
	job_id VARCHAR(36) NOT NULL, 
	name VARCHAR(63) NOT NULL, 
	version VARCHAR(128) NOT NULL, 
	beside VARCHAR(36) NOT NULL, 
	beside_version VARCHAR(128) NOT NULL, 
	at BIGINT NOT NULL, 
	agreement JSON NOT NULL, 
	seconds JSON NOT NULL, 
	CONSTRAINT pk_shadow PRIMARY KEY (job_id)
);
CREATE TABLE site (
	key_digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_site PRIMARY KEY (key_digest)
);
INSERT INTO "site" VALUES('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
CREATE TABLE withdrawal (
	run_id VARCHAR(36) NOT NULL, 
	reason VARCHAR(16) NOT NULL, 
	comment TEXT, 
	at BIGINT NOT NULL, 
	caller TEXT NOT NULL, 
	job_id VARCHAR(36), 
	CONSTRAINT pk_withdrawal PRIMARY KEY (run_id), 
	CONSTRAINT fk_withdrawal_run_id_run FOREIGN KEY(run_id) REFERENCES run (id)
);
INSERT INTO "withdrawal" VALUES('e81537ed-2e42-4cf4-bf7c-bc2908870f8b','quality','blurred',1772366400000000,'key','daf12b4d-8911-47a0-a8fd-04b6e9972b05');
CREATE TABLE worker (
	name TEXT NOT NULL, 
	token TEXT NOT NULL, 
	beats BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (name)
);
INSERT INTO "worker" VALUES('worker','boot.1',1,1795796887139015);
CREATE TABLE workitem (
	uid VARCHAR(64) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	attributes JSON NOT NULL, 
	lock VARCHAR(64), 
	study VARCHAR(64), 
	model TEXT, 
	performer VARCHAR(16) NOT NULL, 
	caller TEXT NOT NULL, 
	job_id VARCHAR(36), 
	cancel JSON, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_workitem PRIMARY KEY (uid)
);
CREATE INDEX ix_run_job_id ON run (job_id);
CREATE INDEX ix_run_state ON run (state);
CREATE INDEX ix_run_study ON run (study);
CREATE INDEX ix_job_created_at ON job (created_at);
CREATE INDEX ix_job_request_digest ON job (request_digest);
CREATE INDEX ix_job_run_id ON job (run_id);
CREATE INDEX ix_job_state ON job (state);
CREATE INDEX ix_job_study ON job (study);
CREATE INDEX ix_idempotency_job_id ON idempotency (job_id);
CREATE INDEX ix_callback_state_receiver_next_at ON callback (state, receiver, next_at);
CREATE INDEX ix_object_study ON object (study);
CREATE INDEX ix_audit_caller ON audit (caller);
CREATE INDEX ix_audit_study ON audit (study);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE INDEX ix_shadow_name_version ON shadow (name, version);
CREATE INDEX ix_workitem_state ON workitem (state);
CREATE INDEX ix_workitem_study ON workitem (study);
CREATE INDEX ix_workitem_created_at ON workitem (created_at);
CREATE INDEX ix_claim_state ON claim (state);
CREATE INDEX ix_poll_study_poll_due_at ON poll_study (poll, due_at);
CREATE INDEX ix_reception_settled_last_at ON reception (settled, last_at);
COMMIT;
