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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','92537354acffae8e973e1779131e895d3d9fd4bc0c8cc0b4ecf559e9fb439d52');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"b","by":"study"}','92537354acffae8e973e1779131e895d3d9fd4bc0c8cc0b4ecf559e9fb439d52','f1e9230c127d4937af0575991d21eb1749316474e811007f51b5e2d7cf443888');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","by":"study"}','f1e9230c127d4937af0575991d21eb1749316474e811007f51b5e2d7cf443888','6fc9af6eb32c13c245671053de881e12f33ae4b9579ad86c0c72a257d0342cb2');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','6fc9af6eb32c13c245671053de881e12f33ae4b9579ad86c0c72a257d0342cb2','ad803d2b3838f50b2343261d7877238080538a3a4fbaff73b29e5c19219e2b82');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','ad803d2b3838f50b2343261d7877238080538a3a4fbaff73b29e5c19219e2b82','0b639775abf20e76b42c8a05a9423b4c88b74a38430091cc472eb285196a5d12');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","by":"study"}','0b639775abf20e76b42c8a05a9423b4c88b74a38430091cc472eb285196a5d12','fb14d0eed9f46e553da7a1113549fff1fae816bca58381bba622f9aa4dae531e');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","by":"study"}','fb14d0eed9f46e553da7a1113549fff1fae816bca58381bba622f9aa4dae531e','b12667f94796a3271165f4c1a2ca28eb4e60b73a712556f5830e4972f55d8a05');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','b12667f94796a3271165f4c1a2ca28eb4e60b73a712556f5830e4972f55d8a05','881566b09e6766ef3daecdff2d4d4561ab2d1a146e0eed0a3aa3d97a7e525716');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','881566b09e6766ef3daecdff2d4d4561ab2d1a146e0eed0a3aa3d97a7e525716','eefd7a33a9dd88abc4a8cdc4e351ee9d5553435c03aa2a424f3bd016242b7d74');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"b","by":"study"}','eefd7a33a9dd88abc4a8cdc4e351ee9d5553435c03aa2a424f3bd016242b7d74','87e37a06084bc5743377fd54b48156e2c2532ee3eaec2ae5f9a464ca9dd7e013');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','87e37a06084bc5743377fd54b48156e2c2532ee3eaec2ae5f9a464ca9dd7e013','7d70d097559f78cf5a3aeb24b0002861ec02233f311cc29171f68b7e91005fcd');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','7d70d097559f78cf5a3aeb24b0002861ec02233f311cc29171f68b7e91005fcd','feedc8ca8eed9c493283f7bb0a8c6c13e9e7b392e5bcf72565647572aaa64c8d');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","by":"study"}','feedc8ca8eed9c493283f7bb0a8c6c13e9e7b392e5bcf72565647572aaa64c8d','449c33464ebe0668262a05c8e7424cd03202f2dd061f048049f3fcfcde726f34');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"b","by":"study"}','449c33464ebe0668262a05c8e7424cd03202f2dd061f048049f3fcfcde726f34','982a1369eef56bc325c7ac6a72913ea3837e60122760d0594388be00b001194c');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","by":"study"}','982a1369eef56bc325c7ac6a72913ea3837e60122760d0594388be00b001194c','581fe03f2a69877aaba4c165e696134e807fe4dac5b1f8c0c5898ce1737a3b72');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','581fe03f2a69877aaba4c165e696134e807fe4dac5b1f8c0c5898ce1737a3b72','b762d2dad4550c75deb1c4e6f573a0c6d54d065aa7b331a3b4d113f022b9b510');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','b762d2dad4550c75deb1c4e6f573a0c6d54d065aa7b331a3b4d113f022b9b510','0aa03adddc88108cacaddb4b8477b0c2c0cf51e8602d2a33a4b0b3beaf7e1624');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","by":"study"}','0aa03adddc88108cacaddb4b8477b0c2c0cf51e8602d2a33a4b0b3beaf7e1624','ff969860a7523cd7821e759867704cbf98aaf9aafe286a0b68a640a589e78809');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","by":"study"}','ff969860a7523cd7821e759867704cbf98aaf9aafe286a0b68a640a589e78809','943abd74878613c2e262569d93f3a6caf821a4ee0ebf67c838fb3f05a0fac34f');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','943abd74878613c2e262569d93f3a6caf821a4ee0ebf67c838fb3f05a0fac34f','9c41a5c4a1d0870d87ad5ee5f146d2553a32d98c11b75a17f7fbd0b07280b607');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','9c41a5c4a1d0870d87ad5ee5f146d2553a32d98c11b75a17f7fbd0b07280b607','38999148c37ad368aae0e00b4183656e58c896bac43566d53e16c78d966f2522');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"b","by":"study"}','38999148c37ad368aae0e00b4183656e58c896bac43566d53e16c78d966f2522','87f90f1d1a3fb281a4ece4f5c04784e8dcc45ecb2dce160b7ae271ebeedb47ec');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','87f90f1d1a3fb281a4ece4f5c04784e8dcc45ecb2dce160b7ae271ebeedb47ec','92d791ebe8a9fe3aea92e0657886fff5f79aee4d2fbeb413ea13599605004a7b');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','ff44e544-af8c-44ab-b456-94cd22295fd9','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','92d791ebe8a9fe3aea92e0657886fff5f79aee4d2fbeb413ea13599605004a7b','2ff9a8dd4ec53d00095960fadd1fdb902eecfca93a08ff26fa18a300b58fb090');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"a","by":"study"}','2ff9a8dd4ec53d00095960fadd1fdb902eecfca93a08ff26fa18a300b58fb090','1facf9686ba2c3a74a30a6b64625d3023327506492424208b30bee230a292f0d');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"a","by":"study"}','1facf9686ba2c3a74a30a6b64625d3023327506492424208b30bee230a292f0d','485a63f4e93b12c9a6eb643def66acec8d153136d0ce466b2a6256d731820cba');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','485a63f4e93b12c9a6eb643def66acec8d153136d0ce466b2a6256d731820cba','aeda267641250f7ea8907d49d583c21759449f867418d2bd6bfe701f1368e0a7');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','aeda267641250f7ea8907d49d583c21759449f867418d2bd6bfe701f1368e0a7','0853d232887d1f70252a9cac4734445fad4dc3dcb2e3a49e108d2f8cd50b045b');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"b","by":"study"}','0853d232887d1f70252a9cac4734445fad4dc3dcb2e3a49e108d2f8cd50b045b','2c97c2a4a4df2fee2b3a0a64b1e6615a29b921352b4a99f74e19d52b9b51ea8f');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"b","by":"study"}','2c97c2a4a4df2fee2b3a0a64b1e6615a29b921352b4a99f74e19d52b9b51ea8f','4f34f7961792db96c4ac890fa10d23e8377c0c157df97e6f1a7e513777355338');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','4f34f7961792db96c4ac890fa10d23e8377c0c157df97e6f1a7e513777355338','8cd6499bf6d88f80d01ecd0db5b5b6141614daab2322c0ed6fafd27fe538c45b');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','c0fa8d96-7843-42f6-89af-ecd05a91c394','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','8cd6499bf6d88f80d01ecd0db5b5b6141614daab2322c0ed6fafd27fe538c45b','daad1ba94f2b73e13f4f8b74be11664de2389203ce8ecee5a7bf36cd6e4f1b88');
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
INSERT INTO "form" VALUES('2ec6a776-3b1f-4d17-9f4f-165d8f0d047f','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('2ec6a776-3b1f-4d17-9f4f-165d8f0d047f','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('2ec6a776-3b1f-4d17-9f4f-165d8f0d047f','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('f0271d45-9222-4fe2-8669-a96bec0f50ca','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('f0271d45-9222-4fe2-8669-a96bec0f50ca','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('f0271d45-9222-4fe2-8669-a96bec0f50ca','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','431af9cb-dd4b-46ea-8569-e6db5ae8dcac');
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
INSERT INTO "job" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'2ec6a776-3b1f-4d17-9f4f-165d8f0d047f',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL);
INSERT INTO "job" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'f0271d45-9222-4fe2-8669-a96bec0f50ca',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL);
INSERT INTO "job" VALUES('c0fa8d96-7843-42f6-89af-ecd05a91c394','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'f0271d45-9222-4fe2-8669-a96bec0f50ca',NULL,'null',NULL,'ada24001d6360b356f8be8b266212bedd60417613aeb74df9ce66dbadbc25b1b','f0271d45-9222-4fe2-8669-a96bec0f50ca',NULL,NULL);
INSERT INTO "job" VALUES('0093e7df-ebe6-437d-8e33-9d2513bae619','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL);
INSERT INTO "job" VALUES('7c4af61d-f4ec-4812-82e0-9f07a5f92b02','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL);
INSERT INTO "job" VALUES('431af9cb-dd4b-46ea-8569-e6db5ae8dcac','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',3,1772366400000000,'step','resolve','{"seconds": 0.154569}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',4,1772366400000000,'step','select','{"seconds": 0.033678}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',5,1772366400000000,'step','retrieve','{"seconds": 0.055535}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',6,1772366400000000,'step','claim','{"seconds": 0.020384}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',7,1772366400000000,'step','analyse','{"seconds": 0.032035}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',8,1772366400000000,'step','encode','{"seconds": 0.533194}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',9,1772366400000000,'step','deliver','{"seconds": 0.321589}');
INSERT INTO "job_event" VALUES('6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',3,1772366400000000,'step','resolve','{"seconds": 0.000321}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',4,1772366400000000,'step','select','{"seconds": 0.065615}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',5,1772366400000000,'step','retrieve','{"seconds": 0.103812}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',6,1772366400000000,'step','claim','{"seconds": 0.015592}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',7,1772366400000000,'step','analyse','{"seconds": 0.032482}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',8,1772366400000000,'step','encode','{"seconds": 0.610522}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',9,1772366400000000,'step','deliver','{"seconds": 0.379829}');
INSERT INTO "job_event" VALUES('ff44e544-af8c-44ab-b456-94cd22295fd9',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('c0fa8d96-7843-42f6-89af-ecd05a91c394',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('c0fa8d96-7843-42f6-89af-ecd05a91c394',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('c0fa8d96-7843-42f6-89af-ecd05a91c394',3,1772366400000000,'step','reject','{"seconds": 1.136534}');
INSERT INTO "job_event" VALUES('c0fa8d96-7843-42f6-89af-ecd05a91c394',4,1772366400000000,'step','deliver','{"seconds": 0.224298}');
INSERT INTO "job_event" VALUES('c0fa8d96-7843-42f6-89af-ecd05a91c394',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('0093e7df-ebe6-437d-8e33-9d2513bae619',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('0093e7df-ebe6-437d-8e33-9d2513bae619',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('0093e7df-ebe6-437d-8e33-9d2513bae619',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('7c4af61d-f4ec-4812-82e0-9f07a5f92b02',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('7c4af61d-f4ec-4812-82e0-9f07a5f92b02',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('7c4af61d-f4ec-4812-82e0-9f07a5f92b02',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('431af9cb-dd4b-46ea-8569-e6db5ae8dcac',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','2ec6a776-3b1f-4d17-9f4f-165d8f0d047f',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','2ec6a776-3b1f-4d17-9f4f-165d8f0d047f/97fbd724c707ad78/2.25.102907616094326186337071871441991568870.dcm',4640,'ee7e7d0ab1bdde2e0994d655f08ec2378eaa2894c33f3fe47fb998b51eb873a5');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','2ec6a776-3b1f-4d17-9f4f-165d8f0d047f',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','2ec6a776-3b1f-4d17-9f4f-165d8f0d047f/97fbd724c707ad78/2.25.39211509514753337462632637355809223825.dcm',2041780,'0fdc82c2c47091194f2615a594a8fee83e29d479e7b3a2209782412e5910bff6');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','2ec6a776-3b1f-4d17-9f4f-165d8f0d047f',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','2ec6a776-3b1f-4d17-9f4f-165d8f0d047f/97fbd724c707ad78/2.25.224894903637272919475517958730197465195.dcm',11124,'2d1179528fbf0d3292c4eaa2efe0b3529c606f51a34c6f916bfee5c30726840c');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','f0271d45-9222-4fe2-8669-a96bec0f50ca',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','f0271d45-9222-4fe2-8669-a96bec0f50ca/696572cc96d19dd7/2.25.249974027755592461708647500237819645901.dcm',4640,'9043a6de76926e8132214b63c2823ce98fe6a2706442b3fda176e3fa15c8b060');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','f0271d45-9222-4fe2-8669-a96bec0f50ca',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','f0271d45-9222-4fe2-8669-a96bec0f50ca/696572cc96d19dd7/2.25.69960352400078369088423381276582758481.dcm',2041780,'a41a0cdbfdc2db2470dc1f802c190ced450947b36fab50fdaea226a15bed5133');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','f0271d45-9222-4fe2-8669-a96bec0f50ca',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','f0271d45-9222-4fe2-8669-a96bec0f50ca/696572cc96d19dd7/2.25.154137392714950715338495833488765244607.dcm',11132,'c73b7c5908b484acc944c58c3d0ec450f5ecce9e73ad43ddc3935e099c640a1f');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','f0271d45-9222-4fe2-8669-a96bec0f50ca',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','f0271d45-9222-4fe2-8669-a96bec0f50ca/e94c7a3026301b96/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('2ec6a776-3b1f-4d17-9f4f-165d8f0d047f','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'6c3e01c5-fe43-43f5-a27b-95d6c6f908cb',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 607.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 607}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 463.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 463}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000734, "tensor": 0.009912, "infer": 0.001741, "conclude": 0.009555}}','{"display_report": false, "segmentation_type": null}','2547012840bba5db81ad2b16979c36eb28a88c2f8c56f60670917695933fe890',0);
INSERT INTO "run" VALUES('f0271d45-9222-4fe2-8669-a96bec0f50ca','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','ff44e544-af8c-44ab-b456-94cd22295fd9',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 650.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 650}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 510.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 510}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001159, "tensor": 0.000839, "infer": 0.003273, "conclude": 0.014953}}','{"display_report": false, "segmentation_type": null}','ca0e54c6a7665295259d1de235c1d4a4d801c4c9b0e2076dd6abc307486ebea5',0);
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
INSERT INTO "withdrawal" VALUES('f0271d45-9222-4fe2-8669-a96bec0f50ca','quality','blurred',1772366400000000,'key','c0fa8d96-7843-42f6-89af-ecd05a91c394');
CREATE TABLE worker (
	name TEXT NOT NULL, 
	token TEXT NOT NULL, 
	beats BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (name)
);
INSERT INTO "worker" VALUES('worker','a start.1',1,1795752022670996);
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
COMMIT;
