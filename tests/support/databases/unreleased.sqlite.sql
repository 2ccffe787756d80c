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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','5a17f7f5fd41af04b2519ede6a8a9ff6da6d9ace8019a87b6fe717e8c60da204');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"b","by":"study"}','5a17f7f5fd41af04b2519ede6a8a9ff6da6d9ace8019a87b6fe717e8c60da204','a733e75c694fffbc72117097e5caf450bfc76df4c4d94ae10069d34a93f73d61');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","by":"study"}','a733e75c694fffbc72117097e5caf450bfc76df4c4d94ae10069d34a93f73d61','85e7180f3d0053514144b12e098bbadc643212e4908b6e871620fe908df4bf85');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','85e7180f3d0053514144b12e098bbadc643212e4908b6e871620fe908df4bf85','5a74e8d9e2e9c5138ead16cf05f74884e3258c465acc45c30a882430f461041f');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','5a74e8d9e2e9c5138ead16cf05f74884e3258c465acc45c30a882430f461041f','353a46c7ba3cce8225ce68801db2526f3dc2ec38675d9896ca45724e9d700b23');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","by":"study"}','353a46c7ba3cce8225ce68801db2526f3dc2ec38675d9896ca45724e9d700b23','b1905e7a4cf945a3624a8bfa1b0437e24a3217a23766f30a20f1cb6c561dd79f');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","by":"study"}','b1905e7a4cf945a3624a8bfa1b0437e24a3217a23766f30a20f1cb6c561dd79f','2ac322b55840a6dd916dc8ffd25a58cdc48cd798ad71a501d0152248f2f7a77a');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','2ac322b55840a6dd916dc8ffd25a58cdc48cd798ad71a501d0152248f2f7a77a','8ea13d11504a4db660ed545022904647358d252fe768fd12470ee84aad18c9b8');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','8ea13d11504a4db660ed545022904647358d252fe768fd12470ee84aad18c9b8','000587562dff4ae77f3a132efe622447c169c06825c4c0eaac4f2f35fb0503ec');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"b","by":"study"}','000587562dff4ae77f3a132efe622447c169c06825c4c0eaac4f2f35fb0503ec','7a4c6cd3429d3fa0c9f17da47d7b1a1adc9620a365f72ac3db58f8115e599532');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','7a4c6cd3429d3fa0c9f17da47d7b1a1adc9620a365f72ac3db58f8115e599532','8d0345013a89271e54c9a0b67522f4c22e9f024a645d12d9583e7e50ef106f99');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','8d0345013a89271e54c9a0b67522f4c22e9f024a645d12d9583e7e50ef106f99','320b208990c94d3e7105b53c33268ac5db13e2b91931ff1488a5d14836d42f0d');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","by":"study"}','320b208990c94d3e7105b53c33268ac5db13e2b91931ff1488a5d14836d42f0d','d1328b2235a42abf44ecc7d2bf4860c795e3013fa55066b3e0e45c8ad7fa9a32');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"b","by":"study"}','d1328b2235a42abf44ecc7d2bf4860c795e3013fa55066b3e0e45c8ad7fa9a32','c2da9a6c6adb33057b0380fcad249b288aa46dbab38265d4d8ff27735c2575c4');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","by":"study"}','c2da9a6c6adb33057b0380fcad249b288aa46dbab38265d4d8ff27735c2575c4','2f7ebe0ee725311636a6998241dff631a46e2cc86867be9724d35fbaecec0047');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','2f7ebe0ee725311636a6998241dff631a46e2cc86867be9724d35fbaecec0047','6c3e653df3fd78c6c3e20dd6ff5a3d1d7431d2ccbf094686de8300d95a6d1794');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','6c3e653df3fd78c6c3e20dd6ff5a3d1d7431d2ccbf094686de8300d95a6d1794','948be6bf03318e273a2bbaa116486daed43e1b571c019992b192782404277358');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","by":"study"}','948be6bf03318e273a2bbaa116486daed43e1b571c019992b192782404277358','f1b538ab085ecaf08e22da5059a526fda81ff86cfd54e147403f4f9c06a8e6ca');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","by":"study"}','f1b538ab085ecaf08e22da5059a526fda81ff86cfd54e147403f4f9c06a8e6ca','85455894805199cd2808fd24d79e06595e7d1772f127e9c20b93b4d8a01b42db');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','85455894805199cd2808fd24d79e06595e7d1772f127e9c20b93b4d8a01b42db','71870bf6009c9d803cff02361bc4492b613ab7da66224cc38bbc2b188b1bab59');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','71870bf6009c9d803cff02361bc4492b613ab7da66224cc38bbc2b188b1bab59','9c0f602cbf1c00798352592c360b338be440fd9174eb6665b8a4b629fd730056');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"b","by":"study"}','9c0f602cbf1c00798352592c360b338be440fd9174eb6665b8a4b629fd730056','cb390b4cf421f9dc6e34c9dc039b5fb7c846e73eb34839deb1569bfb8499b473');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','cb390b4cf421f9dc6e34c9dc039b5fb7c846e73eb34839deb1569bfb8499b473','983f6a125852804b62d25322c1b02a8f898a7bcef844574db2d8fd89ab12cf65');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','983f6a125852804b62d25322c1b02a8f898a7bcef844574db2d8fd89ab12cf65','0521d9e8b72b959a78f92eaaf1cc27503eef4e6785222ed775c81c9cbf4eb173');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"a","by":"study"}','0521d9e8b72b959a78f92eaaf1cc27503eef4e6785222ed775c81c9cbf4eb173','da39097fca58aa275aa5fd4469c2413dc74a632591a1a88deed29a03274968b0');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"a","by":"study"}','da39097fca58aa275aa5fd4469c2413dc74a632591a1a88deed29a03274968b0','d12569704d37e9e048fa42eb76df4a485265cc67241c1c28937be1fab24ef483');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','d12569704d37e9e048fa42eb76df4a485265cc67241c1c28937be1fab24ef483','d5b9547c1cad9cd4075c4599bf7fd5d585aa9a60a3843817260e897d9936497a');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','d5b9547c1cad9cd4075c4599bf7fd5d585aa9a60a3843817260e897d9936497a','0a3a309dec18cd9907fdcfe1b9216cfc4b6062ba66b66e39864561ac1c152f0f');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"b","by":"study"}','0a3a309dec18cd9907fdcfe1b9216cfc4b6062ba66b66e39864561ac1c152f0f','5865c0ab24c2a33439ae8ef472b4ce069425cc62da335d0c905adf24efbbd53e');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"b","by":"study"}','5865c0ab24c2a33439ae8ef472b4ce069425cc62da335d0c905adf24efbbd53e','41e28a0e744a61c3e1c876f227f375b91514de8e69bce5eee6e647aba4337364');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','41e28a0e744a61c3e1c876f227f375b91514de8e69bce5eee6e647aba4337364','41a4c9a0457c2452c44710a04aa6562c658657e6c9e429599b1ea0e70a1ca93e');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','fd2b71d9-ac07-4d24-8d41-d865e60dbcec','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','41a4c9a0457c2452c44710a04aa6562c658657e6c9e429599b1ea0e70a1ca93e','47140a0592e62770c3a146042a0181f64fccbfb3959256500aceb0a6e326c01d');
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
INSERT INTO "form" VALUES('ddf4ffc9-1ecb-423f-905b-ae548aafb900','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('ddf4ffc9-1ecb-423f-905b-ae548aafb900','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('ddf4ffc9-1ecb-423f-905b-ae548aafb900','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('c05cda15-3fc4-4c37-8db3-a1b9748ff622','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('c05cda15-3fc4-4c37-8db3-a1b9748ff622','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('c05cda15-3fc4-4c37-8db3-a1b9748ff622','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','5745a53c-172e-4059-8ffb-35700c3c1416');
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
INSERT INTO "job" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'ddf4ffc9-1ecb-423f-905b-ae548aafb900',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7',NULL,'abababababababababababababababab');
INSERT INTO "job" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'c05cda15-3fc4-4c37-8db3-a1b9748ff622',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378',NULL,NULL);
INSERT INTO "job" VALUES('fd2b71d9-ac07-4d24-8d41-d865e60dbcec','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'c05cda15-3fc4-4c37-8db3-a1b9748ff622',NULL,'null',NULL,'75cae6d54bcf998c553fafa32f081e4f043224162364c204690198daac116d1d','c05cda15-3fc4-4c37-8db3-a1b9748ff622',NULL);
INSERT INTO "job" VALUES('f3bc31b2-e57c-487b-82d9-f96f6beca79a','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc',NULL,NULL);
INSERT INTO "job" VALUES('fef31af0-bab9-4569-96ac-313ff6401415','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe',NULL,NULL);
INSERT INTO "job" VALUES('5745a53c-172e-4059-8ffb-35700c3c1416','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'d583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd',NULL,NULL);
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
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',3,1772366400000000,'step','resolve','{"seconds": 0.065625}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',4,1772366400000000,'step','select','{"seconds": 0.018133}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',5,1772366400000000,'step','retrieve','{"seconds": 0.014385}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',6,1772366400000000,'step','claim','{"seconds": 0.004268}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',7,1772366400000000,'step','analyse','{"seconds": 0.013021}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',8,1772366400000000,'step','encode','{"seconds": 0.198015}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',9,1772366400000000,'step','deliver','{"seconds": 0.049419}');
INSERT INTO "job_event" VALUES('a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',3,1772366400000000,'step','resolve','{"seconds": 7.4e-05}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',4,1772366400000000,'step','select','{"seconds": 0.008232}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',5,1772366400000000,'step','retrieve','{"seconds": 0.014998}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',6,1772366400000000,'step','claim','{"seconds": 0.002302}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',7,1772366400000000,'step','analyse','{"seconds": 0.011028}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',8,1772366400000000,'step','encode','{"seconds": 0.172282}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',9,1772366400000000,'step','deliver','{"seconds": 0.055033}');
INSERT INTO "job_event" VALUES('63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('fd2b71d9-ac07-4d24-8d41-d865e60dbcec',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('fd2b71d9-ac07-4d24-8d41-d865e60dbcec',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('fd2b71d9-ac07-4d24-8d41-d865e60dbcec',3,1772366400000000,'step','reject','{"seconds": 0.436332}');
INSERT INTO "job_event" VALUES('fd2b71d9-ac07-4d24-8d41-d865e60dbcec',4,1772366400000000,'step','deliver','{"seconds": 0.090245}');
INSERT INTO "job_event" VALUES('fd2b71d9-ac07-4d24-8d41-d865e60dbcec',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('f3bc31b2-e57c-487b-82d9-f96f6beca79a',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('f3bc31b2-e57c-487b-82d9-f96f6beca79a',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('f3bc31b2-e57c-487b-82d9-f96f6beca79a',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('fef31af0-bab9-4569-96ac-313ff6401415',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('fef31af0-bab9-4569-96ac-313ff6401415',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('fef31af0-bab9-4569-96ac-313ff6401415',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('5745a53c-172e-4059-8ffb-35700c3c1416',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','ddf4ffc9-1ecb-423f-905b-ae548aafb900',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','ddf4ffc9-1ecb-423f-905b-ae548aafb900/272713ae07877ad8/2.25.102907616094326186337071871441991568870.dcm',4640,'262a39165a9da9506d7c66abc8933ea81cafe8b42250004db43e4e4e142c52bf');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','ddf4ffc9-1ecb-423f-905b-ae548aafb900',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','ddf4ffc9-1ecb-423f-905b-ae548aafb900/272713ae07877ad8/2.25.39211509514753337462632637355809223825.dcm',2041780,'54ecce30b5ee37d22a28c1099a5e72034fb75ee0f6beba4062f82f6f6d1e0b2d');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','ddf4ffc9-1ecb-423f-905b-ae548aafb900',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','ddf4ffc9-1ecb-423f-905b-ae548aafb900/272713ae07877ad8/2.25.224894903637272919475517958730197465195.dcm',11132,'a06a84dc3498e26cbc1aab56cc0db76a50b3e6a4f8a7ea59038496cc6feb8262');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','c05cda15-3fc4-4c37-8db3-a1b9748ff622',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','c05cda15-3fc4-4c37-8db3-a1b9748ff622/981b09db2f1eb315/2.25.249974027755592461708647500237819645901.dcm',4640,'73911810ffc29aeda8691a17a34e575044c54febe85efbbccf1bf86db56f5828');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','c05cda15-3fc4-4c37-8db3-a1b9748ff622',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','c05cda15-3fc4-4c37-8db3-a1b9748ff622/981b09db2f1eb315/2.25.69960352400078369088423381276582758481.dcm',2041780,'12e7477b16475cb183ccbbe8616b104af19f9303d7ce669ae16306bc8649d81f');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','c05cda15-3fc4-4c37-8db3-a1b9748ff622',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','c05cda15-3fc4-4c37-8db3-a1b9748ff622/981b09db2f1eb315/2.25.154137392714950715338495833488765244607.dcm',11132,'1e3702eafe6ce4a8d32dae386bdfcaec1e50217989b7474f89e78107fc69ce59');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','c05cda15-3fc4-4c37-8db3-a1b9748ff622',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','c05cda15-3fc4-4c37-8db3-a1b9748ff622/8d0f2d84e684b9b3/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('ddf4ffc9-1ecb-423f-905b-ae548aafb900','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'a6fa915e-0f9e-4c30-aaeb-da8ce10ff164',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 614.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 614}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 510.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 510}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000447, "tensor": 0.001696, "infer": 0.003536, "conclude": 0.003956}}','{"display_report": false, "segmentation_type": null}','bfe2f788ed741939e7511634c2766f9b68e7966f839bbf2fd5aa10ede33a39d1');
INSERT INTO "run" VALUES('c05cda15-3fc4-4c37-8db3-a1b9748ff622','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','63ec0c3b-ec0f-455d-9be5-c8fcf23e2ff3',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 641.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 641}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 464.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 464}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000429, "tensor": 0.000684, "infer": 0.003976, "conclude": 0.00321}}','{"display_report": false, "segmentation_type": null}','c0a020415330b308c21a0a752d4c760cc08e41d3dd229fc8bb81e421e2281a62');
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
INSERT INTO "withdrawal" VALUES('c05cda15-3fc4-4c37-8db3-a1b9748ff622','quality','blurred',1772366400000000,'key','fd2b71d9-ac07-4d24-8d41-d865e60dbcec');
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
