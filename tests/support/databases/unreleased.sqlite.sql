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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','b30c642ad7fe772d06cefe45093de3a6b66bdbbe98fbf538be9b39717676d277');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"b","by":"study"}','b30c642ad7fe772d06cefe45093de3a6b66bdbbe98fbf538be9b39717676d277','b3bf2daf5d7b60aaf216963950d8fed7c4efa0e96279c48d681feef9de609974');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","by":"study"}','b3bf2daf5d7b60aaf216963950d8fed7c4efa0e96279c48d681feef9de609974','edadde6ee4a4ed4b7d6eca984e36c03b7dfe5cf0835112911ae221f43687db3b');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','edadde6ee4a4ed4b7d6eca984e36c03b7dfe5cf0835112911ae221f43687db3b','2ba043098afe03916fcbe5dc98b2ad362164bb99a628fda6dbb1f79da299e81a');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','2ba043098afe03916fcbe5dc98b2ad362164bb99a628fda6dbb1f79da299e81a','c6b82a5f22034eb395e364e393778e35e3bba300d5e4d37083fa24ffe6a37bb8');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","by":"study"}','c6b82a5f22034eb395e364e393778e35e3bba300d5e4d37083fa24ffe6a37bb8','7e7335bc82febec9a7b65b4529bec8d4658faa871f3c2ccce14e7bfae9bb1cf2');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","by":"study"}','7e7335bc82febec9a7b65b4529bec8d4658faa871f3c2ccce14e7bfae9bb1cf2','bce2ac36301f858976da741d24c0eb6ea4f1bfb87ae8252e6eb5aeeabc8d9d82');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','bce2ac36301f858976da741d24c0eb6ea4f1bfb87ae8252e6eb5aeeabc8d9d82','5383b526d41ccce21dd8e45ce52d945c15d2e036b46ff427f0082d90e9e8bea0');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','5383b526d41ccce21dd8e45ce52d945c15d2e036b46ff427f0082d90e9e8bea0','b425b961c081b6a3ac9bda144d3a1f5b4aafc19de20e048da8b0c136974684fe');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"b","by":"study"}','b425b961c081b6a3ac9bda144d3a1f5b4aafc19de20e048da8b0c136974684fe','551cac1db6b50acb8f79d28013488ba3f2d0e480ab6626613c3d03338f12338c');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','551cac1db6b50acb8f79d28013488ba3f2d0e480ab6626613c3d03338f12338c','3468c472bf40d0c371efdccf0a42dcefdfbb9b61ac64f18755ad34f5a8d2e9e6');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','f9666e81-ce70-4f4b-90ae-bfdc0fcee414','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','3468c472bf40d0c371efdccf0a42dcefdfbb9b61ac64f18755ad34f5a8d2e9e6','17f21b1d999966679f1ed67a1827de9d33432bb0b6561ccf3c3c070e4148a772');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","by":"study"}','17f21b1d999966679f1ed67a1827de9d33432bb0b6561ccf3c3c070e4148a772','322bfd0274972a4ba043cea81edf9e730aace0ddaa3cd40ad0adf5776fac680e');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"b","by":"study"}','322bfd0274972a4ba043cea81edf9e730aace0ddaa3cd40ad0adf5776fac680e','5cb390555aa25b81bae08eaa6fccbf92b615bebc96a0d22eec7fd71d33921c20');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","by":"study"}','5cb390555aa25b81bae08eaa6fccbf92b615bebc96a0d22eec7fd71d33921c20','b84d6322c8777f276d771d1ff35034750baa49bb961f92649121cbd617b44e5d');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','b84d6322c8777f276d771d1ff35034750baa49bb961f92649121cbd617b44e5d','88e71e7c7d1fb35ad168e7071184818301e9cc1d9d13ee7a9fef2eab96ea3652');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','88e71e7c7d1fb35ad168e7071184818301e9cc1d9d13ee7a9fef2eab96ea3652','195d3c6dc743d31adedaab6b0f77e49acd3c4c7ac99808a09fbba59d22313362');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","by":"study"}','195d3c6dc743d31adedaab6b0f77e49acd3c4c7ac99808a09fbba59d22313362','80772fa56d112463aa96077c0d44998663be33397b72ef0f8e78c0e1115f952c');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","by":"study"}','80772fa56d112463aa96077c0d44998663be33397b72ef0f8e78c0e1115f952c','a98ae9c05ce6c72a64ff2bb4b565977abc9cb2ecef0dfbdccfa0cd4dc63945e5');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','a98ae9c05ce6c72a64ff2bb4b565977abc9cb2ecef0dfbdccfa0cd4dc63945e5','2a0aecaacf316b93548017443ab63e87c979d23884b4c2daa353c0b871077652');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','2a0aecaacf316b93548017443ab63e87c979d23884b4c2daa353c0b871077652','3aa742cc7a28a5eaaf9404e209863cf928cce8478405562dffe93a1d4a40e928');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"b","by":"study"}','3aa742cc7a28a5eaaf9404e209863cf928cce8478405562dffe93a1d4a40e928','9226e7c82461618993662bfc8b98e22699a6626b5b1a4cadd197b281d6e8915d');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','9226e7c82461618993662bfc8b98e22699a6626b5b1a4cadd197b281d6e8915d','20f1d8fb354e69211c9472eb12074d2f26d28fd41bb1da1213ca5efc2e158884');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','bfc5febe-a14c-467a-945c-4a58a2a21535','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','20f1d8fb354e69211c9472eb12074d2f26d28fd41bb1da1213ca5efc2e158884','8e8cfb4d93c48be66ed731951b35e0763024be66e66ef9767691a16af5cc1fb6');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"a","by":"study"}','8e8cfb4d93c48be66ed731951b35e0763024be66e66ef9767691a16af5cc1fb6','d5f4de80031abe16e659afe84a619280a92bc3a6f3a675c0cc1c90494f512a71');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"a","by":"study"}','d5f4de80031abe16e659afe84a619280a92bc3a6f3a675c0cc1c90494f512a71','ba18dd4de40814b64b2390485eb25c44d6c8c64018ce012d57791e14997837c6');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','ba18dd4de40814b64b2390485eb25c44d6c8c64018ce012d57791e14997837c6','fe73eefbfe9405e9ace4828ffdda1c39d83794c8212478e8256b8879ec0e76ba');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','fe73eefbfe9405e9ace4828ffdda1c39d83794c8212478e8256b8879ec0e76ba','48ae0ed98503799018a1ee129abd0055019ee74c943da9da3ab8a3325fce69c9');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"b","by":"study"}','48ae0ed98503799018a1ee129abd0055019ee74c943da9da3ab8a3325fce69c9','9d2071a41afd4d6b03a4ba3f3f7e570bac491109a0430331095dd87d0db336c5');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"b","by":"study"}','9d2071a41afd4d6b03a4ba3f3f7e570bac491109a0430331095dd87d0db336c5','6b5b52bb7d096cef38545667e03cb59016297efebb2a828c4356624f8b065ce2');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','6b5b52bb7d096cef38545667e03cb59016297efebb2a828c4356624f8b065ce2','75b5e86566757e8075450144f28112390fc7aeb851aa92ba39172f53149f89e8');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','5413fd70-1474-45ac-adf7-610ffc63f73c','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','75b5e86566757e8075450144f28112390fc7aeb851aa92ba39172f53149f89e8','fef6fb4d1f901cf1c5c9188daa953e5a9311ed361b8e5333168ee24f189216f5');
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
INSERT INTO "form" VALUES('b5484203-be72-4267-9a9d-1170862287c3','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('b5484203-be72-4267-9a9d-1170862287c3','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('b5484203-be72-4267-9a9d-1170862287c3','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('29a4d010-8f75-427c-8f20-aed70860ca1a','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('29a4d010-8f75-427c-8f20-aed70860ca1a','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('29a4d010-8f75-427c-8f20-aed70860ca1a','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','5f6d6ef6-88a3-45f2-9de8-c66901865b41');
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
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_job_withdraws_run FOREIGN KEY(withdraws) REFERENCES run (id)
);
INSERT INTO "job" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'b5484203-be72-4267-9a9d-1170862287c3',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL,NULL);
INSERT INTO "job" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'29a4d010-8f75-427c-8f20-aed70860ca1a',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL,NULL);
INSERT INTO "job" VALUES('5413fd70-1474-45ac-adf7-610ffc63f73c','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'29a4d010-8f75-427c-8f20-aed70860ca1a',NULL,'null',NULL,'f4f8fe25adcf100d7cf40881b994eb6e69e9987c09fc58b743cc77f92e3cecfb','29a4d010-8f75-427c-8f20-aed70860ca1a',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('87709a44-1a98-4498-a5d7-31bf4cafe6df','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('9af5c893-d8ff-4564-ae85-9bb4d9e527de','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('5f6d6ef6-88a3-45f2-9de8-c66901865b41','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',3,1772366400000000,'step','resolve','{"seconds": 0.414301}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',4,1772366400000000,'step','select','{"seconds": 0.127521}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',5,1772366400000000,'step','retrieve','{"seconds": 0.137138}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',6,1772366400000000,'step','claim','{"seconds": 0.023318}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',7,1772366400000000,'step','analyse','{"seconds": 0.0439}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',8,1772366400000000,'step','encode','{"seconds": 1.248868}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',9,1772366400000000,'step','deliver','{"seconds": 0.427995}');
INSERT INTO "job_event" VALUES('f9666e81-ce70-4f4b-90ae-bfdc0fcee414',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',3,1772366400000000,'step','resolve','{"seconds": 0.000226}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',4,1772366400000000,'step','select','{"seconds": 0.110675}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',5,1772366400000000,'step','retrieve','{"seconds": 0.192774}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',6,1772366400000000,'step','claim','{"seconds": 0.017509}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',7,1772366400000000,'step','analyse','{"seconds": 0.113779}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',8,1772366400000000,'step','encode','{"seconds": 1.299684}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',9,1772366400000000,'step','deliver','{"seconds": 0.458607}');
INSERT INTO "job_event" VALUES('bfc5febe-a14c-467a-945c-4a58a2a21535',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('5413fd70-1474-45ac-adf7-610ffc63f73c',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('5413fd70-1474-45ac-adf7-610ffc63f73c',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('5413fd70-1474-45ac-adf7-610ffc63f73c',3,1772366400000000,'step','reject','{"seconds": 2.832949}');
INSERT INTO "job_event" VALUES('5413fd70-1474-45ac-adf7-610ffc63f73c',4,1772366400000000,'step','deliver','{"seconds": 0.457025}');
INSERT INTO "job_event" VALUES('5413fd70-1474-45ac-adf7-610ffc63f73c',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('87709a44-1a98-4498-a5d7-31bf4cafe6df',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('87709a44-1a98-4498-a5d7-31bf4cafe6df',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('87709a44-1a98-4498-a5d7-31bf4cafe6df',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('9af5c893-d8ff-4564-ae85-9bb4d9e527de',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('9af5c893-d8ff-4564-ae85-9bb4d9e527de',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('9af5c893-d8ff-4564-ae85-9bb4d9e527de',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('5f6d6ef6-88a3-45f2-9de8-c66901865b41',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','b5484203-be72-4267-9a9d-1170862287c3',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','b5484203-be72-4267-9a9d-1170862287c3/73525760ea2e609c/2.25.102907616094326186337071871441991568870.dcm',4640,'067f2052ef6c9e250309de24cf6a70175e426837dd503db6ece3231a380e985d');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','b5484203-be72-4267-9a9d-1170862287c3',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','b5484203-be72-4267-9a9d-1170862287c3/73525760ea2e609c/2.25.39211509514753337462632637355809223825.dcm',2041780,'767c89cc301872a2274b60c4a6fcf40522876447f77f461d1f6a75e86a44d704');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','b5484203-be72-4267-9a9d-1170862287c3',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','b5484203-be72-4267-9a9d-1170862287c3/73525760ea2e609c/2.25.224894903637272919475517958730197465195.dcm',11196,'aeb6f4902995d4a90e365db309868d07a9f798dc8ee49b03e457e4a055ebc90c');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','29a4d010-8f75-427c-8f20-aed70860ca1a',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','29a4d010-8f75-427c-8f20-aed70860ca1a/6b8b8a477962a291/2.25.249974027755592461708647500237819645901.dcm',4640,'4beb248fc7f016f7e5a6f3589a1d196fbccb498970b7b1bde525e9f90b811614');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','29a4d010-8f75-427c-8f20-aed70860ca1a',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','29a4d010-8f75-427c-8f20-aed70860ca1a/6b8b8a477962a291/2.25.69960352400078369088423381276582758481.dcm',2041780,'1964f7a3e212338654dab38190abd8efaf660273f1c76b38d297e2439ed289c6');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','29a4d010-8f75-427c-8f20-aed70860ca1a',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','29a4d010-8f75-427c-8f20-aed70860ca1a/6b8b8a477962a291/2.25.154137392714950715338495833488765244607.dcm',11156,'63152ddeec8367e7105df51456915d2ecf1d95b1222bdcc1b407fdd6a8b52063');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','29a4d010-8f75-427c-8f20-aed70860ca1a',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','29a4d010-8f75-427c-8f20-aed70860ca1a/91a7a6a559db783f/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
CREATE TABLE poll (
	name TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	place BIGINT, 
	floor BIGINT, 
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
INSERT INTO "run" VALUES('b5484203-be72-4267-9a9d-1170862287c3','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'f9666e81-ce70-4f4b-90ae-bfdc0fcee414',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 637.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 637}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 484.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 484}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000704, "tensor": 0.002341, "infer": 0.018492, "conclude": 0.016013}}','{"display_report": false, "segmentation_type": null}','50207e7d202dc482a9a929be256a9a9bea5cc00398250ba07f90081c4199fc3e','d87c50a4adb14276','null',0);
INSERT INTO "run" VALUES('29a4d010-8f75-427c-8f20-aed70860ca1a','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','bfc5febe-a14c-467a-945c-4a58a2a21535',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 701.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 701}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 539.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 539}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000848, "tensor": 0.000659, "infer": 0.010445, "conclude": 0.047442}}','{"display_report": false, "segmentation_type": null}','bade5d42270ed3ef30f120f2a5bc75e1e331241c5056f36d22d6bef40c6c5ff8','d87c50a4adb14276','null',0);
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
INSERT INTO "withdrawal" VALUES('29a4d010-8f75-427c-8f20-aed70860ca1a','quality','blurred',1772366400000000,'key','5413fd70-1474-45ac-adf7-610ffc63f73c');
CREATE TABLE worker (
	name TEXT NOT NULL, 
	token TEXT NOT NULL, 
	beats BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (name)
);
INSERT INTO "worker" VALUES('worker','boot.1',1,1795751059400019);
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
