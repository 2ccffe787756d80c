BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','75f1f263c64eb47ddc9fb5bee52b5cae14d81378981f93f21133673cc0e0be93');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"b","by":"study"}','75f1f263c64eb47ddc9fb5bee52b5cae14d81378981f93f21133673cc0e0be93','fdacb7659d4d9e4755bf9901e8bb1fed5701ed876f1b5cf4388f3d52586f08a0');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","by":"study"}','fdacb7659d4d9e4755bf9901e8bb1fed5701ed876f1b5cf4388f3d52586f08a0','07dae6c703fbfd19ba64246ef8fdbab6b3a948f1caec1c7d34a674d9357be18a');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','07dae6c703fbfd19ba64246ef8fdbab6b3a948f1caec1c7d34a674d9357be18a','25fa62be53369ddb5fa9c93d1d306712e727108a35b309d9e01be4cd09c3980e');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','25fa62be53369ddb5fa9c93d1d306712e727108a35b309d9e01be4cd09c3980e','8b0a2b4b3b3b0d71cd52ce4e382df08b08eb22ae84172c4447352309f590978c');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","by":"study"}','8b0a2b4b3b3b0d71cd52ce4e382df08b08eb22ae84172c4447352309f590978c','fd8ad137680c744b21256b88b2db9b3183425a16c9847a7bf7a6b32c09a881a2');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","by":"study"}','fd8ad137680c744b21256b88b2db9b3183425a16c9847a7bf7a6b32c09a881a2','d737b49b1a5d54547b9de91aab3bbdab37462508f94c61cfbbaec5628730b8ae');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','d737b49b1a5d54547b9de91aab3bbdab37462508f94c61cfbbaec5628730b8ae','ea40c7250bfad3c1c46a7c9d515b06af1ac18742966ba384e36b9a4fd681c3a2');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','ea40c7250bfad3c1c46a7c9d515b06af1ac18742966ba384e36b9a4fd681c3a2','9bc5122b6a283c1e35f0e64b6ceb0628d27775736108b1e95315a83e01d0f516');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"b","by":"study"}','9bc5122b6a283c1e35f0e64b6ceb0628d27775736108b1e95315a83e01d0f516','405735ec27323fa5550d1ee447725df09acd3a5852c6bcc0f5aaa6606da09a21');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','405735ec27323fa5550d1ee447725df09acd3a5852c6bcc0f5aaa6606da09a21','466c96e3a385b181e9fc599f61f5b2f84eaec203531bbd6e8f141a952d05fa56');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6e635e7c-a976-47cd-aa8d-307ec5576c66','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','466c96e3a385b181e9fc599f61f5b2f84eaec203531bbd6e8f141a952d05fa56','e4b8b70141a82ca62e92f3406ac0bc6f64633f7a7f1730212814db4ac666e7fa');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","by":"study"}','e4b8b70141a82ca62e92f3406ac0bc6f64633f7a7f1730212814db4ac666e7fa','88a16c6eccb4272bb229f2982a180b97bf5d9bb29887a9ba1aa86ec545bcec29');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"b","by":"study"}','88a16c6eccb4272bb229f2982a180b97bf5d9bb29887a9ba1aa86ec545bcec29','cf2112bd43d575d4f35c5949974800606eda1cbea7935a0491fdfaf58f6df9c4');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","by":"study"}','cf2112bd43d575d4f35c5949974800606eda1cbea7935a0491fdfaf58f6df9c4','fd63a110185390442e58f53c15695315fdd5eed3b6db819acb98966c1038679f');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','fd63a110185390442e58f53c15695315fdd5eed3b6db819acb98966c1038679f','9e45f15dc263d546db4ebf50f9ce8e658fbc7fdfd54b03808f5390f4110df331');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','9e45f15dc263d546db4ebf50f9ce8e658fbc7fdfd54b03808f5390f4110df331','48987cdbc1562e9201f7e4f9b40c78379a08080a7dcc3afadd40d5805cc64ee1');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","by":"study"}','48987cdbc1562e9201f7e4f9b40c78379a08080a7dcc3afadd40d5805cc64ee1','9a68c71706db4a044fed26b0db2652f704e12d2f6508bca920744c0700605b2c');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","by":"study"}','9a68c71706db4a044fed26b0db2652f704e12d2f6508bca920744c0700605b2c','20eb389beea7415f68fd136430cb15465a2f18c193e817bcc289bcb2189d5cf6');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','20eb389beea7415f68fd136430cb15465a2f18c193e817bcc289bcb2189d5cf6','d27bb7c4fdad678c086b102cafb1d8692be168ca076455e6068c7744c2bbe469');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','d27bb7c4fdad678c086b102cafb1d8692be168ca076455e6068c7744c2bbe469','7b1af95981bb7f2883498659eb66157127f2e9d7775a1e441c50266e1fa1fed9');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"b","by":"study"}','7b1af95981bb7f2883498659eb66157127f2e9d7775a1e441c50266e1fa1fed9','c6d62cdaca1823ba7d08d6407856b75f3dd346845922666b88d8bdb6f82c153b');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','c6d62cdaca1823ba7d08d6407856b75f3dd346845922666b88d8bdb6f82c153b','7d8c81ba5e0b62214bd5ba60655120cd47466c9e114ead5832dcfbfcba5d31f1');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','7d8c81ba5e0b62214bd5ba60655120cd47466c9e114ead5832dcfbfcba5d31f1','1f23ff98f47af6761902ebb7c6014d85e176bc0995abd346c603197838752f3c');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"a","by":"study"}','1f23ff98f47af6761902ebb7c6014d85e176bc0995abd346c603197838752f3c','6484b4ef258c4387d52dfef05ced4359fa6413cb6c0827a32144416468f16ae2');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"a","by":"study"}','6484b4ef258c4387d52dfef05ced4359fa6413cb6c0827a32144416468f16ae2','72f79f982e0c31f2f653618965a122a41005a1bbd5f7bcd33202f9a809870e27');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','72f79f982e0c31f2f653618965a122a41005a1bbd5f7bcd33202f9a809870e27','a43b0472c41c812348852de06a10cb24f985861af3f179b420bd1e8ae396508f');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','a43b0472c41c812348852de06a10cb24f985861af3f179b420bd1e8ae396508f','a72f25f32d5ff233ffd1ac2a7824a635a54f4c2a52338a09d2b41aae21066528');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"b","by":"study"}','a72f25f32d5ff233ffd1ac2a7824a635a54f4c2a52338a09d2b41aae21066528','cbc12a25d974db2fadbbc9b72939ce27b6690c254dbe6bc145bcb16a4f233fff');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"b","by":"study"}','cbc12a25d974db2fadbbc9b72939ce27b6690c254dbe6bc145bcb16a4f233fff','299f547899399c03e432b06b1599be957a3c1e27559ce16501752c510e7bd382');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','299f547899399c03e432b06b1599be957a3c1e27559ce16501752c510e7bd382','684f09fbc143146ad282debb4d9e478bda40257b5166eeb0147b158257200b73');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d369e332-ecf3-4133-b2f7-87e5ae660436','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','684f09fbc143146ad282debb4d9e478bda40257b5166eeb0147b158257200b73','58f310b381a11ed555e183feac3cea2268271b19830cf5180226214eabbc7406');
CREATE TABLE audit_sent (
	receiver TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_audit_sent PRIMARY KEY (receiver)
);
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
INSERT INTO "form" VALUES('200ada3b-640e-4ae6-8103-054637e70904','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('200ada3b-640e-4ae6-8103-054637e70904','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('200ada3b-640e-4ae6-8103-054637e70904','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('32d42bcd-cfaf-49da-8fba-6d8165fad13c','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('32d42bcd-cfaf-49da-8fba-6d8165fad13c','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('32d42bcd-cfaf-49da-8fba-6d8165fad13c','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','279a08e4-32f4-4035-b260-ab258255d931');
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
	shadow_of VARCHAR(36), 
	callback JSON, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_job_withdraws_run FOREIGN KEY(withdraws) REFERENCES run (id)
);
INSERT INTO "job" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'200ada3b-640e-4ae6-8103-054637e70904',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL,NULL);
INSERT INTO "job" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'32d42bcd-cfaf-49da-8fba-6d8165fad13c',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('d369e332-ecf3-4133-b2f7-87e5ae660436','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'32d42bcd-cfaf-49da-8fba-6d8165fad13c',NULL,'null',NULL,'6d4b9ae90d2a8db8a3e7f61fa4cdced518fbbf6c6dc50ce5fbafa66c26d2ad93','32d42bcd-cfaf-49da-8fba-6d8165fad13c',NULL,NULL,NULL);
INSERT INTO "job" VALUES('b412efcf-02ae-4bf4-af34-4b0e6f49369b','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('09366368-4e56-4759-9486-07d0c2f14ea4','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('279a08e4-32f4-4035-b260-ab258255d931','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',3,1772366400000000,'step','resolve','{"seconds": 0.582298}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',4,1772366400000000,'step','select','{"seconds": 0.179919}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',5,1772366400000000,'step','retrieve','{"seconds": 0.178892}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',6,1772366400000000,'step','claim','{"seconds": 0.079027}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',7,1772366400000000,'step','analyse','{"seconds": 0.208405}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',8,1772366400000000,'step','encode','{"seconds": 2.839712}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',9,1772366400000000,'step','deliver','{"seconds": 0.669699}');
INSERT INTO "job_event" VALUES('6e635e7c-a976-47cd-aa8d-307ec5576c66',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',3,1772366400000000,'step','resolve','{"seconds": 0.000318}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',4,1772366400000000,'step','select','{"seconds": 0.190779}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',5,1772366400000000,'step','retrieve','{"seconds": 0.348151}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',6,1772366400000000,'step','claim','{"seconds": 0.020411}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',7,1772366400000000,'step','analyse','{"seconds": 0.063733}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',8,1772366400000000,'step','encode','{"seconds": 2.096208}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',9,1772366400000000,'step','deliver','{"seconds": 0.532058}');
INSERT INTO "job_event" VALUES('0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('d369e332-ecf3-4133-b2f7-87e5ae660436',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('d369e332-ecf3-4133-b2f7-87e5ae660436',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('d369e332-ecf3-4133-b2f7-87e5ae660436',3,1772366400000000,'step','reject','{"seconds": 4.73365}');
INSERT INTO "job_event" VALUES('d369e332-ecf3-4133-b2f7-87e5ae660436',4,1772366400000000,'step','deliver','{"seconds": 0.651035}');
INSERT INTO "job_event" VALUES('d369e332-ecf3-4133-b2f7-87e5ae660436',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('b412efcf-02ae-4bf4-af34-4b0e6f49369b',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('b412efcf-02ae-4bf4-af34-4b0e6f49369b',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('b412efcf-02ae-4bf4-af34-4b0e6f49369b',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('09366368-4e56-4759-9486-07d0c2f14ea4',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('09366368-4e56-4759-9486-07d0c2f14ea4',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('09366368-4e56-4759-9486-07d0c2f14ea4',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('279a08e4-32f4-4035-b260-ab258255d931',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','200ada3b-640e-4ae6-8103-054637e70904',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','200ada3b-640e-4ae6-8103-054637e70904/d95c61a11e19997f/2.25.102907616094326186337071871441991568870.dcm',4640,'9347dacbc2f1792ed7a0750e343bdb490e7d7a1f80d02ee0db91787879fd087d');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','200ada3b-640e-4ae6-8103-054637e70904',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','200ada3b-640e-4ae6-8103-054637e70904/d95c61a11e19997f/2.25.39211509514753337462632637355809223825.dcm',2041780,'539a4ee450728dc33df2e2da8c9336b20b563d9915ac60288b2888bda9656788');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','200ada3b-640e-4ae6-8103-054637e70904',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','200ada3b-640e-4ae6-8103-054637e70904/d95c61a11e19997f/2.25.224894903637272919475517958730197465195.dcm',11084,'da8b032c48080e1886880bd4b0da73a7d79f75100e03a50c9ae0f0a2dc8b053f');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','32d42bcd-cfaf-49da-8fba-6d8165fad13c',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','32d42bcd-cfaf-49da-8fba-6d8165fad13c/9702821932facd89/2.25.249974027755592461708647500237819645901.dcm',4640,'7880b456c1f6b32ab3a778bbb60e19db5c1613e65f17ab19c5d932c4fb387e06');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','32d42bcd-cfaf-49da-8fba-6d8165fad13c',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','32d42bcd-cfaf-49da-8fba-6d8165fad13c/9702821932facd89/2.25.69960352400078369088423381276582758481.dcm',2041780,'70bb906fee6b21717b4afea50dfc730dc771eb68e0472d2714b79085aa92fdd4');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','32d42bcd-cfaf-49da-8fba-6d8165fad13c',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','32d42bcd-cfaf-49da-8fba-6d8165fad13c/9702821932facd89/2.25.154137392714950715338495833488765244607.dcm',11092,'e47b05c08ec8823fa054351cd25f92ee6bb36ccc65a4e0b83f7f6e42f3c79713');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','32d42bcd-cfaf-49da-8fba-6d8165fad13c',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','32d42bcd-cfaf-49da-8fba-6d8165fad13c/214c058065b4fd8d/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
	shadow BOOLEAN NOT NULL, 
	CONSTRAINT pk_run PRIMARY KEY (id), 
	CONSTRAINT uq_run_input_key_number UNIQUE (input_key, number)
);
INSERT INTO "run" VALUES('200ada3b-640e-4ae6-8103-054637e70904','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'6e635e7c-a976-47cd-aa8d-307ec5576c66',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 717.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 717}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 500.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 500}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.018924, "tensor": 0.003745, "infer": 0.049086, "conclude": 0.064917}}','{"display_report": false, "segmentation_type": null}','143f49fda8aa290bb510643bec9715b513c4f37d2ff6435738e2c130b4528c6f',0);
INSERT INTO "run" VALUES('32d42bcd-cfaf-49da-8fba-6d8165fad13c','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','0d9ff36b-eaf2-47ba-836d-f40a6c7d28c4',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 699.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 699}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 526.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 526}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000639, "tensor": 0.000628, "infer": 0.018603, "conclude": 0.021211}}','{"display_report": false, "segmentation_type": null}','400c219209b9932bbcdf1e9918df51bd12a782dc414ce7d9c2c1458a13f06cb7',0);
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
INSERT INTO "withdrawal" VALUES('32d42bcd-cfaf-49da-8fba-6d8165fad13c','quality','blurred',1772366400000000,'key','d369e332-ecf3-4133-b2f7-87e5ae660436');
CREATE TABLE worker (
	name TEXT NOT NULL, 
	beats BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (name)
);
INSERT INTO "worker" VALUES('worker',1,1772366400000000);
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
CREATE INDEX ix_audit_caller ON audit (caller);
CREATE INDEX ix_audit_study ON audit (study);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE INDEX ix_shadow_name_version ON shadow (name, version);
COMMIT;
