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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','8f2d5313e9a5b52685ab6dbabebe17cf648a4ca381490f9468f35622e058deb1');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"b","by":"study"}','8f2d5313e9a5b52685ab6dbabebe17cf648a4ca381490f9468f35622e058deb1','f0c59f83e609c67fe469a5c8c95be77bf87e27dd4a7c4bce5ad89f6381a199cd');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","by":"study"}','f0c59f83e609c67fe469a5c8c95be77bf87e27dd4a7c4bce5ad89f6381a199cd','d3cd0f7cea1d3afdbb25fa23ac80d175b1f016ca4d22675adacc8bea18d9a81d');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','d3cd0f7cea1d3afdbb25fa23ac80d175b1f016ca4d22675adacc8bea18d9a81d','47198e884e9c239539a2c975629660b1130c52dbf571761728fb3fd42d0e6aa8');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','47198e884e9c239539a2c975629660b1130c52dbf571761728fb3fd42d0e6aa8','0ed1eae5b6abba138169aaf27c72d2bdfa47ea906106fc1a2436c8d60f82af3c');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","by":"study"}','0ed1eae5b6abba138169aaf27c72d2bdfa47ea906106fc1a2436c8d60f82af3c','9cf0f91ec528327f0f70da35bf5fadbf79c65cca77ebb75b4ca1661711ebfcb4');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","by":"study"}','9cf0f91ec528327f0f70da35bf5fadbf79c65cca77ebb75b4ca1661711ebfcb4','1aa539a725baf74aedb7fbe2fd5d9939b152c0df5fdd8a39ead1047170768b6c');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','1aa539a725baf74aedb7fbe2fd5d9939b152c0df5fdd8a39ead1047170768b6c','5c0664b1ea925e79b2450129fb23c8a7a6356aa62f35998fc7ada7d710fb27fb');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','5c0664b1ea925e79b2450129fb23c8a7a6356aa62f35998fc7ada7d710fb27fb','c74cf5b216d460c2e4bd8397b768f542c44027c36983dd426c3e31909ad6d931');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"b","by":"study"}','c74cf5b216d460c2e4bd8397b768f542c44027c36983dd426c3e31909ad6d931','4e018ace13ec3c76bd5972b9a4fe77e19a04f757d9b82eca7b11530366a5b958');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','4e018ace13ec3c76bd5972b9a4fe77e19a04f757d9b82eca7b11530366a5b958','0d0a52e227ab68f6933e32d704eb507b49a259c626dba45b09a6cb58242ae4ab');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','31235ef0-475a-45af-9c5b-9c417209d607','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','0d0a52e227ab68f6933e32d704eb507b49a259c626dba45b09a6cb58242ae4ab','af2e86cb242f2799f4a5cfddfcbbcfdc6ac7c9f1baf9e27fded7320acdfff6d2');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","by":"study"}','af2e86cb242f2799f4a5cfddfcbbcfdc6ac7c9f1baf9e27fded7320acdfff6d2','2cd46f278384cc40611a9a5e030b4bdf9e2bdb2d78fb6b61a522f7bb60ac36a3');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"b","by":"study"}','2cd46f278384cc40611a9a5e030b4bdf9e2bdb2d78fb6b61a522f7bb60ac36a3','f56d75aa80cab69e16bffa8434f874b78e415e0d0cc7b13a2f947ae536ad556b');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","by":"study"}','f56d75aa80cab69e16bffa8434f874b78e415e0d0cc7b13a2f947ae536ad556b','84e6eea388c242ba23c25571b414be5929df35d890beb109459e08ca2d46b184');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','84e6eea388c242ba23c25571b414be5929df35d890beb109459e08ca2d46b184','61876a3a42e40acd0e51334ca06830511c82c0577e8716fd84f4dc41df047fac');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','61876a3a42e40acd0e51334ca06830511c82c0577e8716fd84f4dc41df047fac','7cc51e6b70768052a742b07e74dea104062f382c29631a9468a45c95a3932d5b');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","by":"study"}','7cc51e6b70768052a742b07e74dea104062f382c29631a9468a45c95a3932d5b','92b501d4e600ddbd84524b576cfcf99b1c8fc8ac4eeb15af039eb2f0e5334326');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","by":"study"}','92b501d4e600ddbd84524b576cfcf99b1c8fc8ac4eeb15af039eb2f0e5334326','405dd1330fc1da761fd614e45d7e0873e7d7a8536641a400cd1c528daaefb420');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','405dd1330fc1da761fd614e45d7e0873e7d7a8536641a400cd1c528daaefb420','a8962c3201242e140d32f8f2574ddf6cff2927493fe46ff3d1354628652af4bb');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','a8962c3201242e140d32f8f2574ddf6cff2927493fe46ff3d1354628652af4bb','b5380964f349563f7307836da212da0c777e26a56a10103954b7e9a38120472b');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"b","by":"study"}','b5380964f349563f7307836da212da0c777e26a56a10103954b7e9a38120472b','27ca062075b8bf9b9874b1d4593c4aca8076dd3d46d15bae1a19fe58c51109b8');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','27ca062075b8bf9b9874b1d4593c4aca8076dd3d46d15bae1a19fe58c51109b8','ca4a690c96c2beee268c384037ab731a14333952762d26a077532a0e8c3d94c8');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','ca4a690c96c2beee268c384037ab731a14333952762d26a077532a0e8c3d94c8','bd03d4be7bc5a385315bbcce86b0d89d823ed1d1fbd48a6e0b62a47632ba7c22');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"a","by":"study"}','bd03d4be7bc5a385315bbcce86b0d89d823ed1d1fbd48a6e0b62a47632ba7c22','02ae20400cb9cfd999b9634f994cf797af4c8c1ef870d6f3b2285f77ab066cd0');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"a","by":"study"}','02ae20400cb9cfd999b9634f994cf797af4c8c1ef870d6f3b2285f77ab066cd0','049a885eedbe16ae4cfbbd6622842c6de52d8d0792d4397a8cef419a414b6308');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','049a885eedbe16ae4cfbbd6622842c6de52d8d0792d4397a8cef419a414b6308','b92ba389972dd9ba0e65057f2d747a70034bbe2eb160c791dc8917c323107f7f');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','b92ba389972dd9ba0e65057f2d747a70034bbe2eb160c791dc8917c323107f7f','87f4105e26805d06bcbe3bfd5107921298f786f6a548eb71ec42949b9e6eff68');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"b","by":"study"}','87f4105e26805d06bcbe3bfd5107921298f786f6a548eb71ec42949b9e6eff68','7a931da7fe2a75b82e93513d7ab7b4bc8e3fbd5467aaaeb8b7f52572ca37f6c2');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"b","by":"study"}','7a931da7fe2a75b82e93513d7ab7b4bc8e3fbd5467aaaeb8b7f52572ca37f6c2','cfdee67e4a1c9b56646916af86f29a7ca55e3bf6163a88e8095d06d19b99e249');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','cfdee67e4a1c9b56646916af86f29a7ca55e3bf6163a88e8095d06d19b99e249','ba3da96e2daa2ea55707d988ce704fd2151578813d9e02ce408529f0faa56d3c');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','75563768-687b-4927-9339-11a2ab7b84f1','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','ba3da96e2daa2ea55707d988ce704fd2151578813d9e02ce408529f0faa56d3c','27731aa745d69060a0fb54ec54bdab2594cf562c6875ecceed3601ce23d2af3e');
CREATE TABLE audit_sent (
	receiver TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_audit_sent PRIMARY KEY (receiver)
);
CREATE TABLE claim (
	worklist VARCHAR(63) NOT NULL, 
	uid VARCHAR(64) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	transaction_uid VARCHAR(64) NOT NULL, 
	attributes JSON NOT NULL, 
	job_id VARCHAR(36), 
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
INSERT INTO "form" VALUES('5fc34253-56b4-4e75-91a7-5c5e52817af3','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('5fc34253-56b4-4e75-91a7-5c5e52817af3','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('5fc34253-56b4-4e75-91a7-5c5e52817af3','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','050e7977-3afc-45ad-a09f-11c04f3dd662');
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
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_job_withdraws_run FOREIGN KEY(withdraws) REFERENCES run (id)
);
INSERT INTO "job" VALUES('31235ef0-475a-45af-9c5b-9c417209d607','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'5fc34253-56b4-4e75-91a7-5c5e52817af3',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL);
INSERT INTO "job" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL);
INSERT INTO "job" VALUES('75563768-687b-4927-9339-11a2ab7b84f1','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d',NULL,'null',NULL,'d15e2db21cbd36da89c6d1cedde9446bfdb3c2690d5c403698a9835284a6f8d3','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d',NULL,NULL);
INSERT INTO "job" VALUES('cd062e55-6100-4f4f-b2e2-739a1088bed8','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL);
INSERT INTO "job" VALUES('b81dc85f-b283-4da7-9ed6-f2224758cb9e','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL);
INSERT INTO "job" VALUES('050e7977-3afc-45ad-a09f-11c04f3dd662','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',3,1772366400000000,'step','resolve','{"seconds": 0.329359}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',4,1772366400000000,'step','select','{"seconds": 0.162834}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',5,1772366400000000,'step','retrieve','{"seconds": 0.263266}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',6,1772366400000000,'step','claim','{"seconds": 0.068101}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',7,1772366400000000,'step','analyse','{"seconds": 0.17379}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',8,1772366400000000,'step','encode','{"seconds": 1.902087}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',9,1772366400000000,'step','deliver','{"seconds": 0.688082}');
INSERT INTO "job_event" VALUES('31235ef0-475a-45af-9c5b-9c417209d607',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',3,1772366400000000,'step','resolve','{"seconds": 0.000223}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',4,1772366400000000,'step','select','{"seconds": 0.115088}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',5,1772366400000000,'step','retrieve','{"seconds": 0.197643}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',6,1772366400000000,'step','claim','{"seconds": 0.01206}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',7,1772366400000000,'step','analyse','{"seconds": 0.095868}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',8,1772366400000000,'step','encode','{"seconds": 2.436316}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',9,1772366400000000,'step','deliver','{"seconds": 1.200183}');
INSERT INTO "job_event" VALUES('5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('75563768-687b-4927-9339-11a2ab7b84f1',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('75563768-687b-4927-9339-11a2ab7b84f1',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('75563768-687b-4927-9339-11a2ab7b84f1',3,1772366400000000,'step','reject','{"seconds": 3.747332}');
INSERT INTO "job_event" VALUES('75563768-687b-4927-9339-11a2ab7b84f1',4,1772366400000000,'step','deliver','{"seconds": 0.746183}');
INSERT INTO "job_event" VALUES('75563768-687b-4927-9339-11a2ab7b84f1',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('cd062e55-6100-4f4f-b2e2-739a1088bed8',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('cd062e55-6100-4f4f-b2e2-739a1088bed8',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('cd062e55-6100-4f4f-b2e2-739a1088bed8',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('b81dc85f-b283-4da7-9ed6-f2224758cb9e',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('b81dc85f-b283-4da7-9ed6-f2224758cb9e',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('b81dc85f-b283-4da7-9ed6-f2224758cb9e',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('050e7977-3afc-45ad-a09f-11c04f3dd662',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','5fc34253-56b4-4e75-91a7-5c5e52817af3',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','5fc34253-56b4-4e75-91a7-5c5e52817af3/ec92168583e37962/2.25.102907616094326186337071871441991568870.dcm',4640,'2e57cca893441a40408a91d3b41b6e60ae76c9bc5b75df7b0ce6507c274590a3');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','5fc34253-56b4-4e75-91a7-5c5e52817af3',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','5fc34253-56b4-4e75-91a7-5c5e52817af3/ec92168583e37962/2.25.39211509514753337462632637355809223825.dcm',2041780,'4ea4cbea3b4447d91ecb7ee838da1264b29efc193aa368e71fb2437ee1bd2801');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','5fc34253-56b4-4e75-91a7-5c5e52817af3',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','5fc34253-56b4-4e75-91a7-5c5e52817af3/ec92168583e37962/2.25.224894903637272919475517958730197465195.dcm',11292,'f74f926939e0c03c705326d503fd925667ec49167df8a55a9b7884bef1de1c18');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d/f1107d7268ed14ed/2.25.249974027755592461708647500237819645901.dcm',4640,'d8b3f98969fdbb57155454b16bb0ff3b2de4c037f4e6493c079f53c7543a640e');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d/f1107d7268ed14ed/2.25.69960352400078369088423381276582758481.dcm',2041780,'7991b15e44b7032bc4ebf6fb0f95f3e69ed8c60999885c97dba7269672c7bddb');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d/f1107d7268ed14ed/2.25.154137392714950715338495833488765244607.dcm',11100,'a788b09962e188dafd1053fd4c5bd0a2608c0752d4f6104fc851c3544a14d922');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d/0e533dfbfd5e70c9/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('5fc34253-56b4-4e75-91a7-5c5e52817af3','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'31235ef0-475a-45af-9c5b-9c417209d607',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 611.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 611}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 525.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 525}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001056, "tensor": 0.046398, "infer": 0.010492, "conclude": 0.036821}}','{"display_report": false, "segmentation_type": null}','c5f9f966c1ca9115c854e87739787133f9433514ec6d4f09f86b23f50625c7f3',0);
INSERT INTO "run" VALUES('2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','5ce2aec8-5f92-4a43-9e3f-14f670cb9f97',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 611.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 611}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 524.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 524}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000805, "tensor": 0.003793, "infer": 0.00884, "conclude": 0.044273}}','{"display_report": false, "segmentation_type": null}','90dfbb0f0d411d07db84659b17dde14a8b318826b0ae45a36e0f56a9d6a2fc64',0);
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
INSERT INTO "withdrawal" VALUES('2c31b2a4-f3d7-4a71-8c7c-d3f271a8051d','quality','blurred',1772366400000000,'key','75563768-687b-4927-9339-11a2ab7b84f1');
CREATE TABLE worker (
	name TEXT NOT NULL, 
	beats BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (name)
);
INSERT INTO "worker" VALUES('worker',1,1772366400000000);
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
CREATE INDEX ix_audit_caller ON audit (caller);
CREATE INDEX ix_audit_study ON audit (study);
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE INDEX ix_shadow_name_version ON shadow (name, version);
CREATE INDEX ix_workitem_state ON workitem (state);
CREATE INDEX ix_workitem_study ON workitem (study);
CREATE INDEX ix_workitem_created_at ON workitem (created_at);
CREATE INDEX ix_claim_state ON claim (state);
COMMIT;
