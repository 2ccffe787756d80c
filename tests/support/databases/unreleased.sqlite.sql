BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','477882d660d6cdc03f703ef371ee9ee15af303d3b7cb1b2dc6d61461ba9cb044');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"b","by":"study"}','477882d660d6cdc03f703ef371ee9ee15af303d3b7cb1b2dc6d61461ba9cb044','b68feb954b54cb6491497a7c7cbfbb0782e7b154e915c51f8edc8d65dd98db45');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","by":"study"}','b68feb954b54cb6491497a7c7cbfbb0782e7b154e915c51f8edc8d65dd98db45','b1b9973fcb98970ddffb7fb0fbea2e5b1437aca4214051fe8b3a7db131fd8bf3');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','b1b9973fcb98970ddffb7fb0fbea2e5b1437aca4214051fe8b3a7db131fd8bf3','e1946693f15689f5102516744ff68449537a441cf2dd881e28163e27cb3516be');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','e1946693f15689f5102516744ff68449537a441cf2dd881e28163e27cb3516be','f34f5dcc5a933e792a5fee7285609a0eb4af0fceca2b6bd9b69218783b854832');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","by":"study"}','f34f5dcc5a933e792a5fee7285609a0eb4af0fceca2b6bd9b69218783b854832','090036e0525654f708ed84d7efe328772025e0c859bd5563291324280f2e9a76');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","by":"study"}','090036e0525654f708ed84d7efe328772025e0c859bd5563291324280f2e9a76','cda7d345a630819218687725799e187f02ef98b325dc84272543e69fc99ea010');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','cda7d345a630819218687725799e187f02ef98b325dc84272543e69fc99ea010','9ee6033f85ef6ad9257cdabfe61d39d589694127070fcc8e0248e2fe687fb1fc');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','9ee6033f85ef6ad9257cdabfe61d39d589694127070fcc8e0248e2fe687fb1fc','2728533ad758d9bc919f72a8a7c58aabff5f7330304d7999f411f89f02d12325');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"b","by":"study"}','2728533ad758d9bc919f72a8a7c58aabff5f7330304d7999f411f89f02d12325','be6065437c7d7f424893f95730d89e6d12ecb6f0c3218bcae58138bd8283347e');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','be6065437c7d7f424893f95730d89e6d12ecb6f0c3218bcae58138bd8283347e','3f612309ca8887417928522db9cdbafe3a845a9279199dd6e3f739cc69cc5297');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6f785263-d58c-4619-a6cb-90350c520acd','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','3f612309ca8887417928522db9cdbafe3a845a9279199dd6e3f739cc69cc5297','9a71d2077da0ae20c2f4e2a212088b8d95e2727214b9e68438b6dd397bd46658');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","by":"study"}','9a71d2077da0ae20c2f4e2a212088b8d95e2727214b9e68438b6dd397bd46658','8b694fef7f67bdd8369bba36c7a42e0f81ff9e136d7fd6480dc20cd22cf005e3');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"b","by":"study"}','8b694fef7f67bdd8369bba36c7a42e0f81ff9e136d7fd6480dc20cd22cf005e3','d8512d902f4f858b8326314a58c7c6f4ba100306fcc221b327efbc8d92286e70');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","by":"study"}','d8512d902f4f858b8326314a58c7c6f4ba100306fcc221b327efbc8d92286e70','09405315dd229478d6d561519647f72f8b403cdaa3f44c462e06c0d13112351e');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','09405315dd229478d6d561519647f72f8b403cdaa3f44c462e06c0d13112351e','49336a3478efadecf5f2203bc2f7b385c68d91af505a9b22a3e15538e42d80a4');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','49336a3478efadecf5f2203bc2f7b385c68d91af505a9b22a3e15538e42d80a4','ca8f65460d6cabd45826569bfbd2de60419935f3c94017aed8f69ad7dd4148fb');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","by":"study"}','ca8f65460d6cabd45826569bfbd2de60419935f3c94017aed8f69ad7dd4148fb','112ec2315c9cc2c256d8d7d8207fbb28948f12dc6aa0b8b52f1dc97681414d18');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","by":"study"}','112ec2315c9cc2c256d8d7d8207fbb28948f12dc6aa0b8b52f1dc97681414d18','a7df0b1f96dea20389c4885ea702a744f569e56f236bbba540fbc1d0abfe4f42');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','a7df0b1f96dea20389c4885ea702a744f569e56f236bbba540fbc1d0abfe4f42','a0a7d69f4721e49048b04cf1ffde6100ca429e3c9931af3e1a29dca0bcf6588f');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','a0a7d69f4721e49048b04cf1ffde6100ca429e3c9931af3e1a29dca0bcf6588f','08e7940bec6f4790d22d85d1f1fd546996679f51065902404e926b23569aa476');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"b","by":"study"}','08e7940bec6f4790d22d85d1f1fd546996679f51065902404e926b23569aa476','3422f4fd0249f297b149ab9694a767b528000298f7d0c78d3e83384ecbaa97e2');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','3422f4fd0249f297b149ab9694a767b528000298f7d0c78d3e83384ecbaa97e2','6f56ea7cf2d75af224b829f3abf2d0a5d0da613c726ce91e11ba15c9a3ba9c61');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a44d9da-9a4b-47e0-8372-77bb04c525cd','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','6f56ea7cf2d75af224b829f3abf2d0a5d0da613c726ce91e11ba15c9a3ba9c61','367d2d88892aa608a2b0d8afdb15370b42bb0273f557d4f5e30965a5295bcbe6');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"a","by":"study"}','367d2d88892aa608a2b0d8afdb15370b42bb0273f557d4f5e30965a5295bcbe6','f0d6c8ac2865c24129994f17d98f0a2f0b878169a20882e28ffa979831d3c0f6');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"a","by":"study"}','f0d6c8ac2865c24129994f17d98f0a2f0b878169a20882e28ffa979831d3c0f6','02488e2047ff7165db69f1ddaeb3019a0414917b3164327e6782c91b6df9d3fb');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','02488e2047ff7165db69f1ddaeb3019a0414917b3164327e6782c91b6df9d3fb','f93715991f7c38920ff330fb800798b6662add80d8d2e438d4c2a90b825ebbf7');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','f93715991f7c38920ff330fb800798b6662add80d8d2e438d4c2a90b825ebbf7','ba981f9f587215f862be80f234a59b0a42b880556f842f206f8a2306a57a8980');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"b","by":"study"}','ba981f9f587215f862be80f234a59b0a42b880556f842f206f8a2306a57a8980','2507fe889d955f6adcff6f6de619c2add41eee43750d15528cbcc9cdee689d46');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"b","by":"study"}','2507fe889d955f6adcff6f6de619c2add41eee43750d15528cbcc9cdee689d46','25554549c0f3c58a62413c7ba9d2de500a88ba8128348dc620d56c62a92c44bf');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','25554549c0f3c58a62413c7ba9d2de500a88ba8128348dc620d56c62a92c44bf','43de7967c1b30525b262e59cc567aa7fc36671ad7b435048c1e3d7485fb6b939');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2c70c52d-f666-49e2-a4c7-64a7aadfdec7','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','43de7967c1b30525b262e59cc567aa7fc36671ad7b435048c1e3d7485fb6b939','e2c70c376d7e297516255c91ce30c5a1a025cdc228a9c12528e70db49c44beb2');
CREATE TABLE audit_sent (
	receiver TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_audit_sent PRIMARY KEY (receiver)
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
INSERT INTO "form" VALUES('ad61d5c5-db78-493a-af61-ae7c1da35745','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('ad61d5c5-db78-493a-af61-ae7c1da35745','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('ad61d5c5-db78-493a-af61-ae7c1da35745','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('be5ff7a3-b792-4531-9bf8-20cd5d889132','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('be5ff7a3-b792-4531-9bf8-20cd5d889132','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('be5ff7a3-b792-4531-9bf8-20cd5d889132','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','c860d540-43f3-4a16-a1cf-c3cf0c890d6b');
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
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_job_withdraws_run FOREIGN KEY(withdraws) REFERENCES run (id)
);
INSERT INTO "job" VALUES('6f785263-d58c-4619-a6cb-90350c520acd','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'ad61d5c5-db78-493a-af61-ae7c1da35745',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL);
INSERT INTO "job" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'be5ff7a3-b792-4531-9bf8-20cd5d889132',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL);
INSERT INTO "job" VALUES('2c70c52d-f666-49e2-a4c7-64a7aadfdec7','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'be5ff7a3-b792-4531-9bf8-20cd5d889132',NULL,'null',NULL,'bf997566e20006b0d8d1c5f3007e3a189b149bf4110e1dc3eec8cfe187e24e27','be5ff7a3-b792-4531-9bf8-20cd5d889132',NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('ba22f67b-b2a4-41a9-b1f6-8fedf3c577f5','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('c7973a61-895e-4311-b1ec-6692b6c664e9','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('c860d540-43f3-4a16-a1cf-c3cf0c890d6b','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',3,1772366400000000,'step','resolve','{"seconds": 0.440967}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',4,1772366400000000,'step','select','{"seconds": 0.240048}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',5,1772366400000000,'step','retrieve','{"seconds": 0.224864}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',6,1772366400000000,'step','claim','{"seconds": 0.180362}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',7,1772366400000000,'step','analyse','{"seconds": 0.281537}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',8,1772366400000000,'step','encode','{"seconds": 4.303706}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',9,1772366400000000,'step','deliver','{"seconds": 0.884504}');
INSERT INTO "job_event" VALUES('6f785263-d58c-4619-a6cb-90350c520acd',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',3,1772366400000000,'step','resolve','{"seconds": 0.000321}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',4,1772366400000000,'step','select','{"seconds": 0.448172}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',5,1772366400000000,'step','retrieve','{"seconds": 0.327807}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',6,1772366400000000,'step','claim','{"seconds": 0.070197}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',7,1772366400000000,'step','analyse','{"seconds": 0.439946}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',8,1772366400000000,'step','encode','{"seconds": 4.074153}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',9,1772366400000000,'step','deliver','{"seconds": 1.896516}');
INSERT INTO "job_event" VALUES('9a44d9da-9a4b-47e0-8372-77bb04c525cd',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('2c70c52d-f666-49e2-a4c7-64a7aadfdec7',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('2c70c52d-f666-49e2-a4c7-64a7aadfdec7',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('2c70c52d-f666-49e2-a4c7-64a7aadfdec7',3,1772366400000000,'step','reject','{"seconds": 4.954088}');
INSERT INTO "job_event" VALUES('2c70c52d-f666-49e2-a4c7-64a7aadfdec7',4,1772366400000000,'step','deliver','{"seconds": 0.885056}');
INSERT INTO "job_event" VALUES('2c70c52d-f666-49e2-a4c7-64a7aadfdec7',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('ba22f67b-b2a4-41a9-b1f6-8fedf3c577f5',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('ba22f67b-b2a4-41a9-b1f6-8fedf3c577f5',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('ba22f67b-b2a4-41a9-b1f6-8fedf3c577f5',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('c7973a61-895e-4311-b1ec-6692b6c664e9',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('c7973a61-895e-4311-b1ec-6692b6c664e9',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('c7973a61-895e-4311-b1ec-6692b6c664e9',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('c860d540-43f3-4a16-a1cf-c3cf0c890d6b',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','ad61d5c5-db78-493a-af61-ae7c1da35745',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','ad61d5c5-db78-493a-af61-ae7c1da35745/e6d6b2c5b14b6bdc/2.25.102907616094326186337071871441991568870.dcm',4640,'ec1250ed4e381efca86f0f6025696ae689273040bd018a211022a6a49b1e680c');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','ad61d5c5-db78-493a-af61-ae7c1da35745',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','ad61d5c5-db78-493a-af61-ae7c1da35745/e6d6b2c5b14b6bdc/2.25.39211509514753337462632637355809223825.dcm',2041780,'ae28fd62dba10f6907d3e835cc109e3c6fcce71cc911f6d671292266539a6e9f');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','ad61d5c5-db78-493a-af61-ae7c1da35745',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','ad61d5c5-db78-493a-af61-ae7c1da35745/e6d6b2c5b14b6bdc/2.25.224894903637272919475517958730197465195.dcm',11188,'85fb165c59f5622df6d207b1ad29d9e7014b8a1106fbf6fed39ef9e70a0f5691');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','be5ff7a3-b792-4531-9bf8-20cd5d889132',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','be5ff7a3-b792-4531-9bf8-20cd5d889132/fcfc6f67d272dc13/2.25.249974027755592461708647500237819645901.dcm',4640,'bed9d673e9b9669642244ac60c644d878669fcefdaea3dd2f241009151ecfdb3');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','be5ff7a3-b792-4531-9bf8-20cd5d889132',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','be5ff7a3-b792-4531-9bf8-20cd5d889132/fcfc6f67d272dc13/2.25.69960352400078369088423381276582758481.dcm',2041780,'76659e2551f45af8c810df0c33c004ba0be903d36294c4850d717b2f87314862');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','be5ff7a3-b792-4531-9bf8-20cd5d889132',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','be5ff7a3-b792-4531-9bf8-20cd5d889132/fcfc6f67d272dc13/2.25.154137392714950715338495833488765244607.dcm',11196,'1e90ab0ec766f0bbc95d904987019d131b1aa2e1a9c2e6b724a8058303e5a051');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','be5ff7a3-b792-4531-9bf8-20cd5d889132',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','be5ff7a3-b792-4531-9bf8-20cd5d889132/68f414ac58108b41/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('ad61d5c5-db78-493a-af61-ae7c1da35745','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'6f785263-d58c-4619-a6cb-90350c520acd',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 628.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 628}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 546.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 546}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.013311, "tensor": 0.024074, "infer": 0.036687, "conclude": 0.121768}}','{"display_report": false, "segmentation_type": null}','350dba7cfb6f0deb86e65a59356c4da0dd4ee1eb42c1220c0b446a4848d6c7ac','d87c50a4adb14276','null',0);
INSERT INTO "run" VALUES('be5ff7a3-b792-4531-9bf8-20cd5d889132','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','9a44d9da-9a4b-47e0-8372-77bb04c525cd',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 727.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 727}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 549.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 549}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.00119, "tensor": 0.000912, "infer": 0.121212, "conclude": 0.088607}}','{"display_report": false, "segmentation_type": null}','300e78ea3ec1741bc63a0ff788870ea9137ed82e04e0692f610bf60e454f5cdc','d87c50a4adb14276','null',0);
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
INSERT INTO "withdrawal" VALUES('be5ff7a3-b792-4531-9bf8-20cd5d889132','quality','blurred',1772366400000000,'key','2c70c52d-f666-49e2-a4c7-64a7aadfdec7');
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
CREATE INDEX ix_object_study ON object (study);
CREATE INDEX ix_audit_caller ON audit (caller);
CREATE INDEX ix_audit_study ON audit (study);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE INDEX ix_shadow_name_version ON shadow (name, version);
COMMIT;
