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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','23fcf03632e019ba5527ca2dc2d021acb1acb32b7b17f86569ec5f99afdd55d6');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"b","by":"study"}','23fcf03632e019ba5527ca2dc2d021acb1acb32b7b17f86569ec5f99afdd55d6','2e724fa992a0ace634729bc855949499a6c03a813f36fc96c32252d5c0c1a3a8');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","by":"study"}','2e724fa992a0ace634729bc855949499a6c03a813f36fc96c32252d5c0c1a3a8','99a3134b8f81e4e56eb1df97e05c9a7048e01b6f485239ae124495b74aeccdce');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','99a3134b8f81e4e56eb1df97e05c9a7048e01b6f485239ae124495b74aeccdce','427d9970f205d98dc46d7e82981867f1b9b480a7574af1151d377114c9c60918');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','427d9970f205d98dc46d7e82981867f1b9b480a7574af1151d377114c9c60918','fcf300188210da91b94a0ab67aa0df548a047aa848b8e23a99915e42d9b8298e');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","by":"study"}','fcf300188210da91b94a0ab67aa0df548a047aa848b8e23a99915e42d9b8298e','c85bd6e10c7432699df1c58b52f499eef2a5869cc8047c8b68419cbfcc657237');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","by":"study"}','c85bd6e10c7432699df1c58b52f499eef2a5869cc8047c8b68419cbfcc657237','8fc55cd6c06367a45fe4f94232eacb41bef8e145a6863467a86e9a4b3da68d7a');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','8fc55cd6c06367a45fe4f94232eacb41bef8e145a6863467a86e9a4b3da68d7a','e2a9d7676bfbe1486c186368b8b44c5b0941710b6e8dc501445afcc0d5ce380b');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','e2a9d7676bfbe1486c186368b8b44c5b0941710b6e8dc501445afcc0d5ce380b','45cf3d817c155379ab6452c95fa096be72abe5a80b8ad941cbcc44dffbf62627');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"b","by":"study"}','45cf3d817c155379ab6452c95fa096be72abe5a80b8ad941cbcc44dffbf62627','62b532fcafd309648d825bc6f66035f8e87bd4c79a303e552ec70e9a04a27841');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','62b532fcafd309648d825bc6f66035f8e87bd4c79a303e552ec70e9a04a27841','ecff93edc5433f9a3acde668d59b46d3b8f38d6023c915908f5722932cbc7bf5');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c26639ea-d9e1-4a07-96e6-4032a3916c0d','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','ecff93edc5433f9a3acde668d59b46d3b8f38d6023c915908f5722932cbc7bf5','daf87634487df7d4da1d968a2b13d4c6b95c12b369415ba1b5e3c035781cdc1b');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","by":"study"}','daf87634487df7d4da1d968a2b13d4c6b95c12b369415ba1b5e3c035781cdc1b','c538d58cc2442aed21caf22f2600a9a1ad6a745e07f288a86e26826f45d7126a');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"b","by":"study"}','c538d58cc2442aed21caf22f2600a9a1ad6a745e07f288a86e26826f45d7126a','928fc33fa44a832e0277e659f50fba8c9af2d747b9d6536d3e31d0b96b626a33');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","by":"study"}','928fc33fa44a832e0277e659f50fba8c9af2d747b9d6536d3e31d0b96b626a33','11fb13925d09b34a627bfd334c273ed736ac6a9068799bab3533d8526c60c696');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','11fb13925d09b34a627bfd334c273ed736ac6a9068799bab3533d8526c60c696','976b812fa64503c51e82b6773d7f4c5edd163e4a1a0e09021bce9fcf7ac61748');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','976b812fa64503c51e82b6773d7f4c5edd163e4a1a0e09021bce9fcf7ac61748','33ed9f37e2b3d81acd25e575d298a5bbe0a93dfb0949f6c41dfc18c883c340c1');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","by":"study"}','33ed9f37e2b3d81acd25e575d298a5bbe0a93dfb0949f6c41dfc18c883c340c1','476855b2e2621b8a0cad280a7e426b3600baedc65aa520455dfe6a5a67c6b31c');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","by":"study"}','476855b2e2621b8a0cad280a7e426b3600baedc65aa520455dfe6a5a67c6b31c','0a9466058b6774f9f505411b3f8914f95858aba74f3a9711a4e9e4def87d912a');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','0a9466058b6774f9f505411b3f8914f95858aba74f3a9711a4e9e4def87d912a','7ec0c9a7fd1c53fb0552b4e7433ae8d7ef8990a32c83d3b9f748d07bf809f6a2');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','7ec0c9a7fd1c53fb0552b4e7433ae8d7ef8990a32c83d3b9f748d07bf809f6a2','e0afc35d64b9bcd58c82691fd4ff5a136b6f6f5ec545e7174f90a243d7466a56');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"b","by":"study"}','e0afc35d64b9bcd58c82691fd4ff5a136b6f6f5ec545e7174f90a243d7466a56','b17a0a331d38d6b0364efdaa80c7a0112cf175bbfe949cf837a62b799c031c19');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','b17a0a331d38d6b0364efdaa80c7a0112cf175bbfe949cf837a62b799c031c19','68ede6e89dbb8a78d99e8b71e3fa826f9c60cc0530306458625b533dbfaa6fd9');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f6de6c0a-edf5-495c-98d0-825e7974ddb8','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','68ede6e89dbb8a78d99e8b71e3fa826f9c60cc0530306458625b533dbfaa6fd9','730370eeddfbafb26ee2d801605ee36baeebcac2d66daf84e9da2f3d1deda183');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"a","by":"study"}','730370eeddfbafb26ee2d801605ee36baeebcac2d66daf84e9da2f3d1deda183','8968b77c89f7c99cdf9ed28604133d84a4548c0331399054b8a6f47a3d004c30');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"a","by":"study"}','8968b77c89f7c99cdf9ed28604133d84a4548c0331399054b8a6f47a3d004c30','b28aaf0645aa947be0abe90e84874fed41553cc9531d332906ee1f0bedb851e6');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','b28aaf0645aa947be0abe90e84874fed41553cc9531d332906ee1f0bedb851e6','8aaefb433c4e66129d359a9d14586c923327fa4d057e0a317379a074687f6607');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','8aaefb433c4e66129d359a9d14586c923327fa4d057e0a317379a074687f6607','49013fcb421ff5bd01e29b5dbbc3d506c5e7855bdc28cb857a53b7a89ef74a08');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"b","by":"study"}','49013fcb421ff5bd01e29b5dbbc3d506c5e7855bdc28cb857a53b7a89ef74a08','b0faca676fb0de3fe432cf0358eb8fbc76cdae4a5438d20f1d02fe2b955d11f0');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"b","by":"study"}','b0faca676fb0de3fe432cf0358eb8fbc76cdae4a5438d20f1d02fe2b955d11f0','aba9669e2faf319f921d5fb66e17e137cd825cbfe33c7c31d078207630777f3d');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','aba9669e2faf319f921d5fb66e17e137cd825cbfe33c7c31d078207630777f3d','b6be185207ba033af630f9576b34045c475a985eb24bc9b0e30beaab38b19e8f');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7c610db0-260e-4ae2-9d0c-ab56864a5aa1','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','b6be185207ba033af630f9576b34045c475a985eb24bc9b0e30beaab38b19e8f','e159ab4b23683f437bd203becbbcf62e2836ac490e1e5dd57a965af1ca21bc57');
CREATE TABLE audit_sent (
	receiver TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_audit_sent PRIMARY KEY (receiver)
);
CREATE TABLE audit_trail (
	id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_audit_trail PRIMARY KEY (id)
);
INSERT INTO "audit_trail" VALUES('e02346ec88204cae90391e873896b9ce');
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
INSERT INTO "form" VALUES('0e7c660b-fcc8-45e9-b826-be0021fc0610','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('0e7c660b-fcc8-45e9-b826-be0021fc0610','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('0e7c660b-fcc8-45e9-b826-be0021fc0610','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('16db210e-4712-454c-b524-ebaa0803eee8','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('16db210e-4712-454c-b524-ebaa0803eee8','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('16db210e-4712-454c-b524-ebaa0803eee8','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','7b906792-b52a-4ad8-bf8d-af058ff7a24b');
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
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_job_withdraws_run FOREIGN KEY(withdraws) REFERENCES run (id)
);
INSERT INTO "job" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'0e7c660b-fcc8-45e9-b826-be0021fc0610',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7',NULL,'abababababababababababababababab');
INSERT INTO "job" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'16db210e-4712-454c-b524-ebaa0803eee8',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378',NULL,NULL);
INSERT INTO "job" VALUES('7c610db0-260e-4ae2-9d0c-ab56864a5aa1','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'16db210e-4712-454c-b524-ebaa0803eee8',NULL,'null',NULL,'a962c550de0d44b53d800171f83f2b4643d601fe499a60ad5359d9ea2e14c18e','16db210e-4712-454c-b524-ebaa0803eee8',NULL);
INSERT INTO "job" VALUES('230b5ac3-91f4-4cbf-97d0-66d58f4910fd','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc',NULL,NULL);
INSERT INTO "job" VALUES('636652f9-8135-4aeb-9a04-64497ad58232','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe',NULL,NULL);
INSERT INTO "job" VALUES('7b906792-b52a-4ad8-bf8d-af058ff7a24b','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'d583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd',NULL,NULL);
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
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',3,1772366400000000,'step','resolve','{"seconds": 0.111974}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',4,1772366400000000,'step','select','{"seconds": 0.078145}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',5,1772366400000000,'step','retrieve','{"seconds": 0.05091}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',6,1772366400000000,'step','claim','{"seconds": 0.016976}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',7,1772366400000000,'step','analyse','{"seconds": 0.045472}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',8,1772366400000000,'step','encode','{"seconds": 0.637254}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',9,1772366400000000,'step','deliver','{"seconds": 0.317939}');
INSERT INTO "job_event" VALUES('c26639ea-d9e1-4a07-96e6-4032a3916c0d',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',3,1772366400000000,'step','resolve','{"seconds": 0.000159}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',4,1772366400000000,'step','select','{"seconds": 0.059951}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',5,1772366400000000,'step','retrieve','{"seconds": 0.074445}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',6,1772366400000000,'step','claim','{"seconds": 0.008108}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',7,1772366400000000,'step','analyse','{"seconds": 0.027892}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',8,1772366400000000,'step','encode','{"seconds": 0.561366}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',9,1772366400000000,'step','deliver','{"seconds": 0.368045}');
INSERT INTO "job_event" VALUES('f6de6c0a-edf5-495c-98d0-825e7974ddb8',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('7c610db0-260e-4ae2-9d0c-ab56864a5aa1',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('7c610db0-260e-4ae2-9d0c-ab56864a5aa1',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('7c610db0-260e-4ae2-9d0c-ab56864a5aa1',3,1772366400000000,'step','reject','{"seconds": 1.328125}');
INSERT INTO "job_event" VALUES('7c610db0-260e-4ae2-9d0c-ab56864a5aa1',4,1772366400000000,'step','deliver','{"seconds": 0.3307}');
INSERT INTO "job_event" VALUES('7c610db0-260e-4ae2-9d0c-ab56864a5aa1',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('230b5ac3-91f4-4cbf-97d0-66d58f4910fd',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('230b5ac3-91f4-4cbf-97d0-66d58f4910fd',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('230b5ac3-91f4-4cbf-97d0-66d58f4910fd',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('636652f9-8135-4aeb-9a04-64497ad58232',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('636652f9-8135-4aeb-9a04-64497ad58232',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('636652f9-8135-4aeb-9a04-64497ad58232',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('7b906792-b52a-4ad8-bf8d-af058ff7a24b',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','0e7c660b-fcc8-45e9-b826-be0021fc0610',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','0e7c660b-fcc8-45e9-b826-be0021fc0610/841451222732a0dd/2.25.102907616094326186337071871441991568870.dcm',4640,'2a70c6188a4f2e8dde1c11f9a72ec2a5a44278b1c8d124450eefaf44dd5fccf7');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','0e7c660b-fcc8-45e9-b826-be0021fc0610',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','0e7c660b-fcc8-45e9-b826-be0021fc0610/841451222732a0dd/2.25.39211509514753337462632637355809223825.dcm',2041780,'e9593b824e2bc598f23f839c8c10e3d030addfc935d1a9a3a2bfc8441c3f263d');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','0e7c660b-fcc8-45e9-b826-be0021fc0610',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','0e7c660b-fcc8-45e9-b826-be0021fc0610/841451222732a0dd/2.25.224894903637272919475517958730197465195.dcm',11148,'5014f6b45fc5ed4c75c45a5b84ee71411581710089bd30e48123314cc737a567');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','16db210e-4712-454c-b524-ebaa0803eee8',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','16db210e-4712-454c-b524-ebaa0803eee8/5d8c09ff572e251b/2.25.249974027755592461708647500237819645901.dcm',4640,'aa4d381863aac5ea48c196874736e5b4bc47181a6a304422d34bfa42f645f56b');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','16db210e-4712-454c-b524-ebaa0803eee8',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','16db210e-4712-454c-b524-ebaa0803eee8/5d8c09ff572e251b/2.25.69960352400078369088423381276582758481.dcm',2041780,'062e612e4cac54989831fdd0137b19986ef8a2fb87a365d5efc7968862cf76f0');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','16db210e-4712-454c-b524-ebaa0803eee8',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','16db210e-4712-454c-b524-ebaa0803eee8/5d8c09ff572e251b/2.25.154137392714950715338495833488765244607.dcm',11116,'1c77768129e530dde71fbe72b5642a29532755108fc5a4a11e7c0e7d4b30e246');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','16db210e-4712-454c-b524-ebaa0803eee8',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','16db210e-4712-454c-b524-ebaa0803eee8/1b13f68bb830b57c/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
	CONSTRAINT pk_run PRIMARY KEY (id), 
	CONSTRAINT uq_run_input_key_number UNIQUE (input_key, number)
);
INSERT INTO "run" VALUES('0e7c660b-fcc8-45e9-b826-be0021fc0610','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'c26639ea-d9e1-4a07-96e6-4032a3916c0d',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 711.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 711}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 461.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 461}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000472, "tensor": 0.001988, "infer": 0.011712, "conclude": 0.008626}}','{"display_report": false, "segmentation_type": null}','11574578d5814f1d504059cbc663dae32415ebad4ffc31c83f2493bda58345ef');
INSERT INTO "run" VALUES('16db210e-4712-454c-b524-ebaa0803eee8','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','f6de6c0a-edf5-495c-98d0-825e7974ddb8',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 655.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 655}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 555.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 555}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000442, "tensor": 0.000754, "infer": 0.009947, "conclude": 0.003791}}','{"display_report": false, "segmentation_type": null}','363fdf1016143e74052d51d3fc919c4f3290b40287ae5f84eca003f269619f18');
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
INSERT INTO "withdrawal" VALUES('16db210e-4712-454c-b524-ebaa0803eee8','quality','blurred',1772366400000000,'key','7c610db0-260e-4ae2-9d0c-ab56864a5aa1');
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
CREATE INDEX ix_audit_caller ON audit (caller);
CREATE INDEX ix_audit_study ON audit (study);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
COMMIT;
