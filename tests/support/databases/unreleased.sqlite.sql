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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','eb1c381ac83391d474de6fcb9da6e0ed93aa5e39efcc5a07326895394f0e17b2');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"b","by":"study"}','eb1c381ac83391d474de6fcb9da6e0ed93aa5e39efcc5a07326895394f0e17b2','c6a379c2a086f17a20bee626185326dab2d21e8bdc9c418aa1b008581a13a64e');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","by":"study"}','c6a379c2a086f17a20bee626185326dab2d21e8bdc9c418aa1b008581a13a64e','7596bef0f08facc31ea29e8cf0171a29c0cf3f656d08ac0e7e927ccb8f4d339e');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','7596bef0f08facc31ea29e8cf0171a29c0cf3f656d08ac0e7e927ccb8f4d339e','a22e5aea3046831d014ab2d15ed68e7fafebc1ea6e39f10e465c30f4d367ae6c');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','a22e5aea3046831d014ab2d15ed68e7fafebc1ea6e39f10e465c30f4d367ae6c','56bbedeba505160f30a2ee5df212d1d81962bce2b38aef3ac123cd6f36e4b159');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","by":"study"}','56bbedeba505160f30a2ee5df212d1d81962bce2b38aef3ac123cd6f36e4b159','a67daabefe0fce82ef3a6ac7ec49325caaf65a1f48a0f350472c0569344a5d7c');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","by":"study"}','a67daabefe0fce82ef3a6ac7ec49325caaf65a1f48a0f350472c0569344a5d7c','0ab8cfbeecbd77909e09296e32fb0164ba5a1dbe002e1edae4e2eefaa5a8d932');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','0ab8cfbeecbd77909e09296e32fb0164ba5a1dbe002e1edae4e2eefaa5a8d932','20ec87044d97ee4f6656b1492c37c67fdc674933607530cee953301e3fa2da7e');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','20ec87044d97ee4f6656b1492c37c67fdc674933607530cee953301e3fa2da7e','4b87dabcbd447cc5c1460f08b40b885ca46aa3f4b66deaa9c9f36347f80356d5');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"b","by":"study"}','4b87dabcbd447cc5c1460f08b40b885ca46aa3f4b66deaa9c9f36347f80356d5','c492e81c554381d793e8745f33fe4e8f42f31f4b6b6c4630dfef1850286a1235');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','c492e81c554381d793e8745f33fe4e8f42f31f4b6b6c4630dfef1850286a1235','d77d728f1457b54555691ff6901c036961a6a73422fadcf6ee08bbb7899aa505');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','27c778ee-5d6d-4eeb-a129-61d73f347122','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','d77d728f1457b54555691ff6901c036961a6a73422fadcf6ee08bbb7899aa505','145c48ee0dcb113259d53fd1248a7ef71858b812fbe0daf1e9dd791e0a23c2df');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","by":"study"}','145c48ee0dcb113259d53fd1248a7ef71858b812fbe0daf1e9dd791e0a23c2df','3c1937390572086ba710b72377001ef855ec22119210b98f195156275c7aa077');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"b","by":"study"}','3c1937390572086ba710b72377001ef855ec22119210b98f195156275c7aa077','f4fbaf2f1ae3b4b9177e1cfc1897c1310a5e3a15b16b78a4485198fbcf4da3cf');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","by":"study"}','f4fbaf2f1ae3b4b9177e1cfc1897c1310a5e3a15b16b78a4485198fbcf4da3cf','45871c29547fd983d275f496116fcb455b07b0d87b8c0961c24f9bd294a568e4');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','45871c29547fd983d275f496116fcb455b07b0d87b8c0961c24f9bd294a568e4','9577c120627fb7d6ade457889a5eb058d56320a6f9f5a06eec92491580b03739');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','9577c120627fb7d6ade457889a5eb058d56320a6f9f5a06eec92491580b03739','822d7fc32276e8708054603cffea4706999728e33d84895066a0e2eba554b195');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","by":"study"}','822d7fc32276e8708054603cffea4706999728e33d84895066a0e2eba554b195','a2bc02557f21a56055415ddb411e31e261993758692af90429e2f63873e72dae');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","by":"study"}','a2bc02557f21a56055415ddb411e31e261993758692af90429e2f63873e72dae','1b70e3659592bc9348550872e822ea3ca1ef5aa9bf13658f005c201fbce7d048');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','1b70e3659592bc9348550872e822ea3ca1ef5aa9bf13658f005c201fbce7d048','ad40fdbfb79d2abd047d564d9f334ca5cfbc7926d650d0ce798c8cf5d3de2ea3');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','ad40fdbfb79d2abd047d564d9f334ca5cfbc7926d650d0ce798c8cf5d3de2ea3','1a7446af8f136024aa1ed2dd5b34755ac717f7ba020094dea729592204ab20f9');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"b","by":"study"}','1a7446af8f136024aa1ed2dd5b34755ac717f7ba020094dea729592204ab20f9','2c7794931d8022185a7cb5af9ca5ef21b134ad7209da2206648bb5ca0af89f63');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','2c7794931d8022185a7cb5af9ca5ef21b134ad7209da2206648bb5ca0af89f63','001ecc87d699d75828560cb7b66d8c51b5d44a166a53d5b8800200678bab52e8');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c161a8b4-f247-44c2-93d4-9e538ee10c0a','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','001ecc87d699d75828560cb7b66d8c51b5d44a166a53d5b8800200678bab52e8','4feaec4d65fd163852de6009ceb275d1407a945a23932b0005e3f192b20fe01d');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"a","by":"study"}','4feaec4d65fd163852de6009ceb275d1407a945a23932b0005e3f192b20fe01d','45700dd0a4e3f7a22dd2ad1d209e0355191c239d77e7c4fe2f6169f42ada20b6');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"a","by":"study"}','45700dd0a4e3f7a22dd2ad1d209e0355191c239d77e7c4fe2f6169f42ada20b6','42428f657cbc7eb0cab31341bc628a0b5e11116df0cbc1f0aef374a81433d547');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','42428f657cbc7eb0cab31341bc628a0b5e11116df0cbc1f0aef374a81433d547','300c456c94c5eac4dd7b8fadc8f7b1e6b03b34cbf3b7c3d2cb70b143691eca6f');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','300c456c94c5eac4dd7b8fadc8f7b1e6b03b34cbf3b7c3d2cb70b143691eca6f','915ab20e175a027839de388426e52405f35f8fb1e080aeb048dca4a93a3410de');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"b","by":"study"}','915ab20e175a027839de388426e52405f35f8fb1e080aeb048dca4a93a3410de','20b4a38bd81ced435c1c29c14299fd35c4f35104b60c723521ae7deddb99219f');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"b","by":"study"}','20b4a38bd81ced435c1c29c14299fd35c4f35104b60c723521ae7deddb99219f','a2f50500ef3c711fca62c7fa2589f4cf168ec662d070caeb401b731e3d4b09b0');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','a2f50500ef3c711fca62c7fa2589f4cf168ec662d070caeb401b731e3d4b09b0','f4082518e1bc45bc082528ee4ce9bf12a416b29359dae960cea6eeee5ff11aa6');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','f4082518e1bc45bc082528ee4ce9bf12a416b29359dae960cea6eeee5ff11aa6','e8222e2a85178dbf4d5dc025d3c51ab406a4e78333c5820beee466f4b1870ba4');
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
INSERT INTO "form" VALUES('97c7575b-d909-4dd1-8702-9371115542b2','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('97c7575b-d909-4dd1-8702-9371115542b2','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('97c7575b-d909-4dd1-8702-9371115542b2','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('85b8ab75-2463-4a29-ab0f-25f2019162c2','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('85b8ab75-2463-4a29-ab0f-25f2019162c2','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('85b8ab75-2463-4a29-ab0f-25f2019162c2','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','31af372f-eb9b-43d5-81fb-140b4f9d02fd');
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
INSERT INTO "job" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'97c7575b-d909-4dd1-8702-9371115542b2',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7',NULL,'abababababababababababababababab');
INSERT INTO "job" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'85b8ab75-2463-4a29-ab0f-25f2019162c2',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378',NULL,NULL);
INSERT INTO "job" VALUES('3b8ff7b0-215a-4dfd-b652-53b8ef7421aa','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'85b8ab75-2463-4a29-ab0f-25f2019162c2',NULL,'null',NULL,'d309d8be70401d39de513f293c4a80ebe1c5b0fb21362bae58d5e4854871bc5f','85b8ab75-2463-4a29-ab0f-25f2019162c2',NULL);
INSERT INTO "job" VALUES('41490fb4-ac89-427b-859c-d9dcb57378c5','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc',NULL,NULL);
INSERT INTO "job" VALUES('4120e672-4edb-4ec5-aa48-eabdc9e806e3','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe',NULL,NULL);
INSERT INTO "job" VALUES('31af372f-eb9b-43d5-81fb-140b4f9d02fd','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'d583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd',NULL,NULL);
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
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',3,1772366400000000,'step','resolve','{"seconds": 0.076537}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',4,1772366400000000,'step','select','{"seconds": 0.02487}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',5,1772366400000000,'step','retrieve','{"seconds": 0.038004}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',6,1772366400000000,'step','claim','{"seconds": 0.008218}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',7,1772366400000000,'step','analyse','{"seconds": 0.024933}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',8,1772366400000000,'step','encode','{"seconds": 0.301272}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',9,1772366400000000,'step','deliver','{"seconds": 0.193703}');
INSERT INTO "job_event" VALUES('27c778ee-5d6d-4eeb-a129-61d73f347122',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',3,1772366400000000,'step','resolve','{"seconds": 0.000108}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',4,1772366400000000,'step','select','{"seconds": 0.020881}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',5,1772366400000000,'step','retrieve','{"seconds": 0.056731}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',6,1772366400000000,'step','claim','{"seconds": 0.007219}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',7,1772366400000000,'step','analyse','{"seconds": 0.012025}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',8,1772366400000000,'step','encode','{"seconds": 0.242097}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',9,1772366400000000,'step','deliver','{"seconds": 0.160968}');
INSERT INTO "job_event" VALUES('c161a8b4-f247-44c2-93d4-9e538ee10c0a',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('3b8ff7b0-215a-4dfd-b652-53b8ef7421aa',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('3b8ff7b0-215a-4dfd-b652-53b8ef7421aa',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('3b8ff7b0-215a-4dfd-b652-53b8ef7421aa',3,1772366400000000,'step','reject','{"seconds": 0.791845}');
INSERT INTO "job_event" VALUES('3b8ff7b0-215a-4dfd-b652-53b8ef7421aa',4,1772366400000000,'step','deliver','{"seconds": 0.192341}');
INSERT INTO "job_event" VALUES('3b8ff7b0-215a-4dfd-b652-53b8ef7421aa',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('41490fb4-ac89-427b-859c-d9dcb57378c5',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('41490fb4-ac89-427b-859c-d9dcb57378c5',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('41490fb4-ac89-427b-859c-d9dcb57378c5',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('4120e672-4edb-4ec5-aa48-eabdc9e806e3',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('4120e672-4edb-4ec5-aa48-eabdc9e806e3',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('4120e672-4edb-4ec5-aa48-eabdc9e806e3',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('31af372f-eb9b-43d5-81fb-140b4f9d02fd',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','97c7575b-d909-4dd1-8702-9371115542b2',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','97c7575b-d909-4dd1-8702-9371115542b2/702184372c117a3d/2.25.102907616094326186337071871441991568870.dcm',4640,'c44b38101f9e8158e90162a0429de469f0351cbde6fb8b9080c67c0e05a968a1');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','97c7575b-d909-4dd1-8702-9371115542b2',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','97c7575b-d909-4dd1-8702-9371115542b2/702184372c117a3d/2.25.39211509514753337462632637355809223825.dcm',2041780,'856d85a66bb0fce1b5d641c87ca4686e2372b9f62008e76c57d48f6b7a763cdf');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','97c7575b-d909-4dd1-8702-9371115542b2',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','97c7575b-d909-4dd1-8702-9371115542b2/702184372c117a3d/2.25.224894903637272919475517958730197465195.dcm',11196,'6cc41609c127c0241b418de250221f941c66aec6c76b2b3e593cfda74f941a90');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','85b8ab75-2463-4a29-ab0f-25f2019162c2',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','85b8ab75-2463-4a29-ab0f-25f2019162c2/a1eb020e5dd885b3/2.25.249974027755592461708647500237819645901.dcm',4640,'6d02a4a1496e504fdc64daf7c4d3623970335dcaf846c4b546d8c0c7f80896e2');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','85b8ab75-2463-4a29-ab0f-25f2019162c2',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','85b8ab75-2463-4a29-ab0f-25f2019162c2/a1eb020e5dd885b3/2.25.69960352400078369088423381276582758481.dcm',2041780,'f5004d5372cd1ba3c9a843f0bf3d21657558279de573038d28086a5d286b5528');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','85b8ab75-2463-4a29-ab0f-25f2019162c2',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','85b8ab75-2463-4a29-ab0f-25f2019162c2/a1eb020e5dd885b3/2.25.154137392714950715338495833488765244607.dcm',11172,'b105a689d70e5aa6f8c6d4e5e4b22bfb193fa05e97c4082df71516f194d92654');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','85b8ab75-2463-4a29-ab0f-25f2019162c2',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','85b8ab75-2463-4a29-ab0f-25f2019162c2/76a03d06c1ccaa1a/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('97c7575b-d909-4dd1-8702-9371115542b2','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'27c778ee-5d6d-4eeb-a129-61d73f347122',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 613.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 613}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 542.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 542}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000464, "tensor": 0.001654, "infer": 0.00544, "conclude": 0.012508}}','{"display_report": false, "segmentation_type": null}','a48c86cdb428899717071cb7de0c9c8a414eada4f634b17fd450f4a2cfd16850');
INSERT INTO "run" VALUES('85b8ab75-2463-4a29-ab0f-25f2019162c2','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','c161a8b4-f247-44c2-93d4-9e538ee10c0a',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 665.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 665}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 590.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 590}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000452, "tensor": 0.000475, "infer": 0.001572, "conclude": 0.003221}}','{"display_report": false, "segmentation_type": null}','53fce7da5b70e41489a9cc0bedc68d8913748a513489ec2d020fb7d4f65f940f');
CREATE TABLE site (
	key_digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_site PRIMARY KEY (key_digest)
);
INSERT INTO "site" VALUES('0000000000000000000000000000000000000000000000000000000000000000');
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
INSERT INTO "withdrawal" VALUES('85b8ab75-2463-4a29-ab0f-25f2019162c2','quality','blurred',1772366400000000,'key','3b8ff7b0-215a-4dfd-b652-53b8ef7421aa');
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
