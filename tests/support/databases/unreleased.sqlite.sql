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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','e4fee64d57110bdc07fd6cef58ef9eb97340d65a215aad964411140099ba0a8b');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"b","by":"study"}','e4fee64d57110bdc07fd6cef58ef9eb97340d65a215aad964411140099ba0a8b','f550cfca36ac248af9518ee5ac67d56648fb9820b887222c03fb114478dac163');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","by":"study"}','f550cfca36ac248af9518ee5ac67d56648fb9820b887222c03fb114478dac163','9305dfe7ae2fc118e1e0657d53d33f261de3bc2fa5456c4e73da81c321957eb0');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','9305dfe7ae2fc118e1e0657d53d33f261de3bc2fa5456c4e73da81c321957eb0','8c625ec9b372c5e3e3a2b9a5b3625df9d1ea5027eb378a8976c5081c63e49314');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','8c625ec9b372c5e3e3a2b9a5b3625df9d1ea5027eb378a8976c5081c63e49314','58bc5131de04705bba0f86704fcbf3325d4dbe85609611ab863e7b1578788430');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","by":"study"}','58bc5131de04705bba0f86704fcbf3325d4dbe85609611ab863e7b1578788430','25a45b91955ea1751e3755efcc93355f8f95614bed5f520cee65e8cbc605224a');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","by":"study"}','25a45b91955ea1751e3755efcc93355f8f95614bed5f520cee65e8cbc605224a','302c768e2d8200d4156cebf03903699f323ccb165eb1bba695628513088a864b');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','302c768e2d8200d4156cebf03903699f323ccb165eb1bba695628513088a864b','76b6e034312b00d4674290e5999c4593fa8e59ebd1e89976400737c9989c8dd2');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','76b6e034312b00d4674290e5999c4593fa8e59ebd1e89976400737c9989c8dd2','34bc495ce228f41c7896f89395fef153b4516370ed45042cdd22d88511a187b4');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"b","by":"study"}','34bc495ce228f41c7896f89395fef153b4516370ed45042cdd22d88511a187b4','371ab914a1c80268b7d2fc5888c3d135fdbe2803a1b6659afdc632845d3b6f8d');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','371ab914a1c80268b7d2fc5888c3d135fdbe2803a1b6659afdc632845d3b6f8d','032b1edb3da37f080317f666cbe46d4a395fce7c5f78472dffc4564b0cc0a814');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','761758e8-f2e6-4bca-b544-6ead01523e01','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','032b1edb3da37f080317f666cbe46d4a395fce7c5f78472dffc4564b0cc0a814','6667f26fb9705865e0a17784c95a540b68ecd3e170285978d6a219dc04704019');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","by":"study"}','6667f26fb9705865e0a17784c95a540b68ecd3e170285978d6a219dc04704019','250b5933febdb848320bc5a3f736c3063e1bc3423a2213d97dd7f56f41454ed9');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"b","by":"study"}','250b5933febdb848320bc5a3f736c3063e1bc3423a2213d97dd7f56f41454ed9','a1bdda5b7a6d36e4864ac1e74f7d27dc69e0b37d82bee4db1c54275efc7caf04');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","by":"study"}','a1bdda5b7a6d36e4864ac1e74f7d27dc69e0b37d82bee4db1c54275efc7caf04','9248c722f58558debb14d1d772c88450583d92e58a00a470502958b49914a418');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','9248c722f58558debb14d1d772c88450583d92e58a00a470502958b49914a418','ffb57d8d85d28663e7cf948d2b290f577a1144f943ddd422788db49fcf2244e3');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','ffb57d8d85d28663e7cf948d2b290f577a1144f943ddd422788db49fcf2244e3','c79187257f6a31d242af964126dea667a0c3ca04e881251f77c8a7bc4d2ad639');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","by":"study"}','c79187257f6a31d242af964126dea667a0c3ca04e881251f77c8a7bc4d2ad639','72878b4d05e841957de4695f7f5bd7e3f0a4a9461b404889fa006542f12210e5');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","by":"study"}','72878b4d05e841957de4695f7f5bd7e3f0a4a9461b404889fa006542f12210e5','9ac8542158026369089157ff0d3d8f659edb4930e73908cc13e1d94171c56a7f');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','9ac8542158026369089157ff0d3d8f659edb4930e73908cc13e1d94171c56a7f','483f29e9e34c76989fc493928d646d2651f73b3bd9bdedc7bea735b4d93c3734');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','483f29e9e34c76989fc493928d646d2651f73b3bd9bdedc7bea735b4d93c3734','afefdc09b77afb83b04e1b766538d42b015d96792aa620ff7a27736a5a2820a8');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"b","by":"study"}','afefdc09b77afb83b04e1b766538d42b015d96792aa620ff7a27736a5a2820a8','13b6fee996c5db912c1906581a787fabf1a055989b23bc82c5fb7b5d5b3c9291');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','13b6fee996c5db912c1906581a787fabf1a055989b23bc82c5fb7b5d5b3c9291','cc0df82daffbf83e010adee8056c51e5118ac8b6369b47a498a64b8f54a98101');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','4f9a114d-acb8-402e-aec0-4c9fe34a5cac','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','cc0df82daffbf83e010adee8056c51e5118ac8b6369b47a498a64b8f54a98101','9f565eb3a15adf98dd0bcd42bf2b4722ec2d932abb8a78b76083a1dc2324bae2');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"a","by":"study"}','9f565eb3a15adf98dd0bcd42bf2b4722ec2d932abb8a78b76083a1dc2324bae2','b5f4c7bf52b67bedc68ce35a09efa51a7455e683eb317e55c8f2909367130d11');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"a","by":"study"}','b5f4c7bf52b67bedc68ce35a09efa51a7455e683eb317e55c8f2909367130d11','2086ac30b03a661fc8b60eae3ee6b9092cce8e967cfe0351c2465d9b3ec0f262');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','2086ac30b03a661fc8b60eae3ee6b9092cce8e967cfe0351c2465d9b3ec0f262','3cd7ceb80549cffb11c0baa0e64a96a013b4970ee740e1523d1e25f8f8a05b10');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','3cd7ceb80549cffb11c0baa0e64a96a013b4970ee740e1523d1e25f8f8a05b10','a9daa575b04ecfffd63c5a0a5e52868a9045e2aa2a37d0f8daefcb558d34b289');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"b","by":"study"}','a9daa575b04ecfffd63c5a0a5e52868a9045e2aa2a37d0f8daefcb558d34b289','3faecb6ce6fb401e7ca75c6957ae4d1a4a86c9d3a1890460a71adcf5f23e70c9');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"b","by":"study"}','3faecb6ce6fb401e7ca75c6957ae4d1a4a86c9d3a1890460a71adcf5f23e70c9','30e8adddc26c8b3d837dabc3d969e06b602ab85ee2e26fccd984593fd012be66');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','30e8adddc26c8b3d837dabc3d969e06b602ab85ee2e26fccd984593fd012be66','eddafcf7b15177ef3a9dc10d7f9f315228d78d0b4105cff795e324a3440da9e1');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7d67df40-f118-4646-bc00-f56795db9cf9','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','eddafcf7b15177ef3a9dc10d7f9f315228d78d0b4105cff795e324a3440da9e1','6d7e4d4178a265dbec0a01a4464a4467b0fc0edad5c9a32237677f1b7892c7a6');
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
INSERT INTO "form" VALUES('885fb4c4-65c2-4d27-b4c1-bd3ba5101a80','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('885fb4c4-65c2-4d27-b4c1-bd3ba5101a80','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('885fb4c4-65c2-4d27-b4c1-bd3ba5101a80','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','9325f3b4-2e00-445f-8447-82190155c966');
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
INSERT INTO "job" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'885fb4c4-65c2-4d27-b4c1-bd3ba5101a80',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL);
INSERT INTO "job" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL,'d87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0',NULL);
INSERT INTO "job" VALUES('7d67df40-f118-4646-bc00-f56795db9cf9','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69',NULL,'null',NULL,'7e0bef9360d9a4c400b78975c550a6d625ca9ad2360aa5bb3113bbefe927f80a','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69',NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('aabcb7cd-7bfe-4bd0-a7b0-0e4f2cd3df29','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('8e0c4d4f-4fc2-4982-93c0-e898ffb124c5','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "job" VALUES('9325f3b4-2e00-445f-8447-82190155c966','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',3,1772366400000000,'step','resolve','{"seconds": 0.20881}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',4,1772366400000000,'step','select','{"seconds": 0.068121}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',5,1772366400000000,'step','retrieve','{"seconds": 0.114503}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',6,1772366400000000,'step','claim','{"seconds": 0.0651}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',7,1772366400000000,'step','analyse','{"seconds": 0.072532}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',8,1772366400000000,'step','encode','{"seconds": 1.424368}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',9,1772366400000000,'step','deliver','{"seconds": 0.520001}');
INSERT INTO "job_event" VALUES('761758e8-f2e6-4bca-b544-6ead01523e01',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',3,1772366400000000,'step','resolve','{"seconds": 0.00024}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',4,1772366400000000,'step','select','{"seconds": 0.100933}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',5,1772366400000000,'step','retrieve','{"seconds": 0.216554}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',6,1772366400000000,'step','claim','{"seconds": 0.025884}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',7,1772366400000000,'step','analyse','{"seconds": 0.055624}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',8,1772366400000000,'step','encode','{"seconds": 1.141159}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',9,1772366400000000,'step','deliver','{"seconds": 0.521851}');
INSERT INTO "job_event" VALUES('4f9a114d-acb8-402e-aec0-4c9fe34a5cac',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('7d67df40-f118-4646-bc00-f56795db9cf9',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('7d67df40-f118-4646-bc00-f56795db9cf9',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('7d67df40-f118-4646-bc00-f56795db9cf9',3,1772366400000000,'step','reject','{"seconds": 2.16115}');
INSERT INTO "job_event" VALUES('7d67df40-f118-4646-bc00-f56795db9cf9',4,1772366400000000,'step','deliver','{"seconds": 0.527834}');
INSERT INTO "job_event" VALUES('7d67df40-f118-4646-bc00-f56795db9cf9',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('aabcb7cd-7bfe-4bd0-a7b0-0e4f2cd3df29',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('aabcb7cd-7bfe-4bd0-a7b0-0e4f2cd3df29',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('aabcb7cd-7bfe-4bd0-a7b0-0e4f2cd3df29',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('8e0c4d4f-4fc2-4982-93c0-e898ffb124c5',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('8e0c4d4f-4fc2-4982-93c0-e898ffb124c5',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('8e0c4d4f-4fc2-4982-93c0-e898ffb124c5',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('9325f3b4-2e00-445f-8447-82190155c966',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','885fb4c4-65c2-4d27-b4c1-bd3ba5101a80',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','885fb4c4-65c2-4d27-b4c1-bd3ba5101a80/60f630e06be9a991/2.25.102907616094326186337071871441991568870.dcm',4640,'32a00cb97218ad4055e415b2b93918ba5ccabb4f69304cd0547dbafef500b968');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','885fb4c4-65c2-4d27-b4c1-bd3ba5101a80',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','885fb4c4-65c2-4d27-b4c1-bd3ba5101a80/60f630e06be9a991/2.25.39211509514753337462632637355809223825.dcm',2041780,'58dde2dce92a4f594d802484573ede7fea20cc776de7360850a0deae1aae57ae');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','885fb4c4-65c2-4d27-b4c1-bd3ba5101a80',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','885fb4c4-65c2-4d27-b4c1-bd3ba5101a80/60f630e06be9a991/2.25.224894903637272919475517958730197465195.dcm',11100,'8cbacb79049db8dd914d58ebbb173c923d2bf08c479d3ae33d823f7dc9672a40');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69/9a0956bd4663c90e/2.25.249974027755592461708647500237819645901.dcm',4640,'8a2b3b8bb9e96bc6e3da6ffdbdf92eb4a804b2ce0d78ee3be52eb78ce14b14a0');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69/9a0956bd4663c90e/2.25.69960352400078369088423381276582758481.dcm',2041780,'c02d55dd9df4f3b37f0cc0b688f4d6798604a275abbd7a0d1c52ea6296c09167');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69/9a0956bd4663c90e/2.25.154137392714950715338495833488765244607.dcm',11100,'acbf7d1e09fa2bd8d669508a96e1461c1cbf23b282996ba933154983e6a17410');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69/6dcc80f20213e69e/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('885fb4c4-65c2-4d27-b4c1-bd3ba5101a80','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'761758e8-f2e6-4bca-b544-6ead01523e01',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 620.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 620}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 489.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 489}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.005037, "tensor": 0.002838, "infer": 0.021109, "conclude": 0.023812}}','{"display_report": false, "segmentation_type": null}','264466c81a60cb5ca0c805be895734bb8f072b74c1f7aa17625618dba8bab82a','d87c50a4adb14276','null',0);
INSERT INTO "run" VALUES('7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','4f9a114d-acb8-402e-aec0-4c9fe34a5cac',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 686.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 686}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 499.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 499}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000972, "tensor": 0.009037, "infer": 0.011777, "conclude": 0.016606}}','{"display_report": false, "segmentation_type": null}','9a730211d30587159c383d710d990540266d0035dcc7a86f39589e836aa683e7','d87c50a4adb14276','null',0);
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
INSERT INTO "withdrawal" VALUES('7420fdf9-e37b-4d1a-ae5c-6a1bbf752b69','quality','blurred',1772366400000000,'key','7d67df40-f118-4646-bc00-f56795db9cf9');
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
CREATE INDEX ix_poll_study_poll_due_at ON poll_study (poll, due_at);
COMMIT;
