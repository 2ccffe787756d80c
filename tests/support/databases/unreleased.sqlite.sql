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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','102bfc1911d8532b6c4f4ee345d4804f45272b18bc26069e142f8fa25a35a569');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"b","by":"study"}','102bfc1911d8532b6c4f4ee345d4804f45272b18bc26069e142f8fa25a35a569','5eb764c48f9efd1eb003b8af813e9f23f17cef81b41ab53e50169b955ef3ad41');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","by":"study"}','5eb764c48f9efd1eb003b8af813e9f23f17cef81b41ab53e50169b955ef3ad41','7f3abba2cacf7be127efd7fb41791b5e4cc409889ce033dc1488ba16bd40b424');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','7f3abba2cacf7be127efd7fb41791b5e4cc409889ce033dc1488ba16bd40b424','d6960d71561b31aa3daf89e49787f34cbe15c7f96e7ee11a42d27482ec5ff5f9');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','d6960d71561b31aa3daf89e49787f34cbe15c7f96e7ee11a42d27482ec5ff5f9','e7cfeed288e651a1814043e949e57489fa134380cc8e19fd76a599d9ba007a34');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","by":"study"}','e7cfeed288e651a1814043e949e57489fa134380cc8e19fd76a599d9ba007a34','c587a359b9f286f78fbbc7e8695d3a8cc95c165f5653b697758efca9b8dbbc22');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","by":"study"}','c587a359b9f286f78fbbc7e8695d3a8cc95c165f5653b697758efca9b8dbbc22','ed9aa080e56018f9918ecac872aa5211f97b0b2dfa60dde0425d6a28887e35cb');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','ed9aa080e56018f9918ecac872aa5211f97b0b2dfa60dde0425d6a28887e35cb','c2fd3b78e3cbf687ff0f7dd78b195ac3b9a28357ce00f4f9e3843f1bcc08759d');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','c2fd3b78e3cbf687ff0f7dd78b195ac3b9a28357ce00f4f9e3843f1bcc08759d','0644ac00fb06645702d96ad3b0431600d5c3bdac9d21281122d3bbea30e898b9');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"b","by":"study"}','0644ac00fb06645702d96ad3b0431600d5c3bdac9d21281122d3bbea30e898b9','6ab7c8998ac7623e93a4269587f63e41042223c21cf044133ed0f5dd7d879bd0');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','6ab7c8998ac7623e93a4269587f63e41042223c21cf044133ed0f5dd7d879bd0','955d258f728216851c36e68296e1d847646417420ecb46411589c68e85eb7114');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d0470d83-f33c-457a-b1be-4cf2bd1a34e4','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','955d258f728216851c36e68296e1d847646417420ecb46411589c68e85eb7114','55c29dfb54150915d276a1ccd02576ffef6c9937195ed6d9e8a62418eb322777');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","by":"study"}','55c29dfb54150915d276a1ccd02576ffef6c9937195ed6d9e8a62418eb322777','0007245bf0062e7994c5259e2e0a4ad495d920a6d919d3ee65be412835c93a79');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"b","by":"study"}','0007245bf0062e7994c5259e2e0a4ad495d920a6d919d3ee65be412835c93a79','97cf1a728ada1b61cf769ddfc6ffc372c10f2f5844ca449a5306d3d5ff3747bb');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","by":"study"}','97cf1a728ada1b61cf769ddfc6ffc372c10f2f5844ca449a5306d3d5ff3747bb','399f6bbb9cc98b790138409d1268b8d4f240d3f6f8974a38696bc44ffdd0cb83');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','399f6bbb9cc98b790138409d1268b8d4f240d3f6f8974a38696bc44ffdd0cb83','5ded63673294f71dffc46a6bad6e3af4124ea9bab01b5a7649973ca78f4f1ff7');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','5ded63673294f71dffc46a6bad6e3af4124ea9bab01b5a7649973ca78f4f1ff7','a475587add478248d54ac11932d9176f78d6166ed825ff9e4445431fcc76dc98');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","by":"study"}','a475587add478248d54ac11932d9176f78d6166ed825ff9e4445431fcc76dc98','8fa37b9b3eedda4306a09af881908f1908fa68e0615408c318edb7cdf10845ba');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","by":"study"}','8fa37b9b3eedda4306a09af881908f1908fa68e0615408c318edb7cdf10845ba','9a8d9a7a4a1069bfef9d775a6eaa117d85ceb791d2f16067952570262ba1fe4d');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','9a8d9a7a4a1069bfef9d775a6eaa117d85ceb791d2f16067952570262ba1fe4d','0c04c0eb973d71f8a58f461d341282e4f856ffa0a31dd62fc2af76146e2c743b');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','0c04c0eb973d71f8a58f461d341282e4f856ffa0a31dd62fc2af76146e2c743b','6d1c6e458a06ac337733dd0b9735808793ca9d31927552ade157829bb6902826');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"b","by":"study"}','6d1c6e458a06ac337733dd0b9735808793ca9d31927552ade157829bb6902826','9cbb22e20907835c8e4edfef3d058f4cc2d9070acfdf34792b14ec277aa70b44');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','9cbb22e20907835c8e4edfef3d058f4cc2d9070acfdf34792b14ec277aa70b44','044af953db48f33ab2faeea33d1bc30f56414844da5eb63267b2ebfbe4f0f4f4');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','78114734-4f43-402b-85aa-1f689dc2b673','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','044af953db48f33ab2faeea33d1bc30f56414844da5eb63267b2ebfbe4f0f4f4','254187af2322d72cc02281dfd0d1c7542508b2bfd7b3fcd7b0fc440113a70a08');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"a","by":"study"}','254187af2322d72cc02281dfd0d1c7542508b2bfd7b3fcd7b0fc440113a70a08','c155ece28baa25df052cf69d11ad26c7390ad75fb3a45e86df2a6add8093f3e1');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"a","by":"study"}','c155ece28baa25df052cf69d11ad26c7390ad75fb3a45e86df2a6add8093f3e1','a99d145cbcbb77d2c98f79f4c567523732d42190e80e3a7ece6c093af1e9f726');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','a99d145cbcbb77d2c98f79f4c567523732d42190e80e3a7ece6c093af1e9f726','769253be8ef91776e2b162bd6f5b5a5cf0715b086f00d3e8252fc4de5237ba84');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','769253be8ef91776e2b162bd6f5b5a5cf0715b086f00d3e8252fc4de5237ba84','4406b6656810c56d6e2821eaa6a34d42d336919f4460f2d1309b5a2eba2dd9c2');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"b","by":"study"}','4406b6656810c56d6e2821eaa6a34d42d336919f4460f2d1309b5a2eba2dd9c2','bfc15ffac3578de60ab44344c2c7c381512d4257682d3f0444678c691122f0a6');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"b","by":"study"}','bfc15ffac3578de60ab44344c2c7c381512d4257682d3f0444678c691122f0a6','e05b54540b44229d00e2d18c00c8c881db7f9a19eb2843722a051f33c5212df6');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','e05b54540b44229d00e2d18c00c8c881db7f9a19eb2843722a051f33c5212df6','418652258f8f1ac16ed9cd506089a840303646e97673d7432e7c92885f616230');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','16522d71-3e02-4cf4-9999-017246144476','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','418652258f8f1ac16ed9cd506089a840303646e97673d7432e7c92885f616230','1c55f0215e3abde28b50088dbbe828c76e299db853c974a0a0af376968489393');
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
INSERT INTO "form" VALUES('fcbe7177-7e2a-4b5d-9f74-47220ec3f87b','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('fcbe7177-7e2a-4b5d-9f74-47220ec3f87b','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('fcbe7177-7e2a-4b5d-9f74-47220ec3f87b','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('05c2d849-c3c5-452a-a588-fffcef586585','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('05c2d849-c3c5-452a-a588-fffcef586585','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('05c2d849-c3c5-452a-a588-fffcef586585','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','b4902389-f669-40f0-9d3b-bc0802b847ff');
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
INSERT INTO "job" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'fcbe7177-7e2a-4b5d-9f74-47220ec3f87b',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL);
INSERT INTO "job" VALUES('78114734-4f43-402b-85aa-1f689dc2b673','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'05c2d849-c3c5-452a-a588-fffcef586585',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL);
INSERT INTO "job" VALUES('16522d71-3e02-4cf4-9999-017246144476','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'05c2d849-c3c5-452a-a588-fffcef586585',NULL,'null',NULL,'b3a1738ef99abd15cfde7b04abb7ffd946b2a755adb02df3a279c5cad75b245e','05c2d849-c3c5-452a-a588-fffcef586585',NULL,NULL);
INSERT INTO "job" VALUES('bf962934-61af-4572-b374-e38975bd40a2','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL);
INSERT INTO "job" VALUES('ccfc46a4-6bae-4a90-88a4-67bea5a2321c','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL);
INSERT INTO "job" VALUES('b4902389-f669-40f0-9d3b-bc0802b847ff','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',3,1772366400000000,'step','resolve','{"seconds": 0.12005}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',4,1772366400000000,'step','select','{"seconds": 0.043347}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',5,1772366400000000,'step','retrieve','{"seconds": 0.049353}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',6,1772366400000000,'step','claim','{"seconds": 0.019478}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',7,1772366400000000,'step','analyse','{"seconds": 0.025623}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',8,1772366400000000,'step','encode','{"seconds": 0.644146}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',9,1772366400000000,'step','deliver','{"seconds": 0.363528}');
INSERT INTO "job_event" VALUES('d0470d83-f33c-457a-b1be-4cf2bd1a34e4',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',3,1772366400000000,'step','resolve','{"seconds": 0.000216}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',4,1772366400000000,'step','select','{"seconds": 0.050911}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',5,1772366400000000,'step','retrieve','{"seconds": 0.119089}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',6,1772366400000000,'step','claim','{"seconds": 0.05205}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',7,1772366400000000,'step','analyse','{"seconds": 0.039431}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',8,1772366400000000,'step','encode','{"seconds": 0.513599}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',9,1772366400000000,'step','deliver','{"seconds": 0.360065}');
INSERT INTO "job_event" VALUES('78114734-4f43-402b-85aa-1f689dc2b673',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('16522d71-3e02-4cf4-9999-017246144476',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('16522d71-3e02-4cf4-9999-017246144476',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('16522d71-3e02-4cf4-9999-017246144476',3,1772366400000000,'step','reject','{"seconds": 1.15742}');
INSERT INTO "job_event" VALUES('16522d71-3e02-4cf4-9999-017246144476',4,1772366400000000,'step','deliver','{"seconds": 0.224766}');
INSERT INTO "job_event" VALUES('16522d71-3e02-4cf4-9999-017246144476',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('bf962934-61af-4572-b374-e38975bd40a2',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('bf962934-61af-4572-b374-e38975bd40a2',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('bf962934-61af-4572-b374-e38975bd40a2',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('ccfc46a4-6bae-4a90-88a4-67bea5a2321c',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('ccfc46a4-6bae-4a90-88a4-67bea5a2321c',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('ccfc46a4-6bae-4a90-88a4-67bea5a2321c',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('b4902389-f669-40f0-9d3b-bc0802b847ff',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','fcbe7177-7e2a-4b5d-9f74-47220ec3f87b',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','fcbe7177-7e2a-4b5d-9f74-47220ec3f87b/3c395dc913149188/2.25.102907616094326186337071871441991568870.dcm',4640,'59cbf69ad2d93d96bc1127fe5366bea77bc2473ef6c460c54945f120a9297e60');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','fcbe7177-7e2a-4b5d-9f74-47220ec3f87b',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','fcbe7177-7e2a-4b5d-9f74-47220ec3f87b/3c395dc913149188/2.25.39211509514753337462632637355809223825.dcm',2041780,'e89760faa4fb9b1234365eb477927a324cf6821ed0ee7e6983ec496e3ee18adf');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','fcbe7177-7e2a-4b5d-9f74-47220ec3f87b',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','fcbe7177-7e2a-4b5d-9f74-47220ec3f87b/3c395dc913149188/2.25.224894903637272919475517958730197465195.dcm',11116,'7ed93965b6a99beb013f4b6375fd555a8b9b8f65dc6bf3a851957ee55d54f5ab');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','05c2d849-c3c5-452a-a588-fffcef586585',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','05c2d849-c3c5-452a-a588-fffcef586585/3e20783113f294f3/2.25.249974027755592461708647500237819645901.dcm',4640,'247f3c42fbee2296209177ac0f1a62867fa525fbfe01fd81dc52f6e3ecee7ef6');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','05c2d849-c3c5-452a-a588-fffcef586585',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','05c2d849-c3c5-452a-a588-fffcef586585/3e20783113f294f3/2.25.69960352400078369088423381276582758481.dcm',2041780,'8f489c7206cd724ff6dbc4079d1f6725551edf3a809a0ce2020f3c224d8ddaf8');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','05c2d849-c3c5-452a-a588-fffcef586585',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','05c2d849-c3c5-452a-a588-fffcef586585/3e20783113f294f3/2.25.154137392714950715338495833488765244607.dcm',11172,'2dfa715cb8b5287f8798a24a1ef6eaf81438e340b65391930377b3386ddf1cff');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','05c2d849-c3c5-452a-a588-fffcef586585',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','05c2d849-c3c5-452a-a588-fffcef586585/a0525aef2db784ae/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('fcbe7177-7e2a-4b5d-9f74-47220ec3f87b','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'d0470d83-f33c-457a-b1be-4cf2bd1a34e4',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 668.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 668}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 466.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 466}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000607, "tensor": 0.003478, "infer": 0.005955, "conclude": 0.008175}}','{"display_report": false, "segmentation_type": null}','e1ba3bb6f7f307bed4ee32f39f03e01b2133836a79e7c169670cb28d868fdec3',0);
INSERT INTO "run" VALUES('05c2d849-c3c5-452a-a588-fffcef586585','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','78114734-4f43-402b-85aa-1f689dc2b673',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 686.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 686}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 449.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 449}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000753, "tensor": 0.000575, "infer": 0.010703, "conclude": 0.012853}}','{"display_report": false, "segmentation_type": null}','304ffeaa3cce03ab9c091b1eab7c030195530482a885206e605067f640df4dbb',0);
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
INSERT INTO "withdrawal" VALUES('05c2d849-c3c5-452a-a588-fffcef586585','quality','blurred',1772366400000000,'key','16522d71-3e02-4cf4-9999-017246144476');
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
CREATE INDEX ix_shadow_name_version ON shadow (name, version);
COMMIT;
