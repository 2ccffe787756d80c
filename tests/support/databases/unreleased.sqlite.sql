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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','5082a7a0e8e73831dd5dd6aaa863f9c1e8926c77ce6d2189c5a3119e56fa6319');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"b","by":"study"}','5082a7a0e8e73831dd5dd6aaa863f9c1e8926c77ce6d2189c5a3119e56fa6319','ed2d1baf0821f4ea584d4fbe2367f97cf90dd8ac454eb0d61b92e5f789288203');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","by":"study"}','ed2d1baf0821f4ea584d4fbe2367f97cf90dd8ac454eb0d61b92e5f789288203','29e4c040999a0d9c7b523119f7103f546ef667a5c9127b82b9befa37ca817825');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','29e4c040999a0d9c7b523119f7103f546ef667a5c9127b82b9befa37ca817825','3c208ba893b1f9fd6f599818b437958e3f9951ef645a4e9ad1455bc01df75b35');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','3c208ba893b1f9fd6f599818b437958e3f9951ef645a4e9ad1455bc01df75b35','e85e730aed20f4a3bade69ec3bd538da48c9394632a09dc58fad69ae982b6215');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","by":"study"}','e85e730aed20f4a3bade69ec3bd538da48c9394632a09dc58fad69ae982b6215','09ac10ba102267c0e424bd80ed326dcb19d30f7ffab95e03362cb36287a963a0');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","by":"study"}','09ac10ba102267c0e424bd80ed326dcb19d30f7ffab95e03362cb36287a963a0','66e503132db8113394ae42919dc0fcbb24e8f9c845263650927e378508381692');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','66e503132db8113394ae42919dc0fcbb24e8f9c845263650927e378508381692','ca2f6883444cf43506c5ebbc397e120e4f37ee44cd6b3119ea8e9045e20ff87b');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','ca2f6883444cf43506c5ebbc397e120e4f37ee44cd6b3119ea8e9045e20ff87b','4a494c0d6f3fa0118409c4725645d1d30ebe0fd7318cace46cca86f010e4ae1e');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"b","by":"study"}','4a494c0d6f3fa0118409c4725645d1d30ebe0fd7318cace46cca86f010e4ae1e','5a2a2c7e8335cc6430bd32b2a8a9e557aae4cf1d7b9b479659b9f7606db700a2');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','5a2a2c7e8335cc6430bd32b2a8a9e557aae4cf1d7b9b479659b9f7606db700a2','28e91ac54de3b747914374ece118e4bdc495931567694092b248a5af5a4b9c2d');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','28e91ac54de3b747914374ece118e4bdc495931567694092b248a5af5a4b9c2d','877d12677ff8cbb46d67bba055f506408b52c25af2407aad862d699f88d37556');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","by":"study"}','877d12677ff8cbb46d67bba055f506408b52c25af2407aad862d699f88d37556','6da1c6d776299f1234c497a27a7418efb6abb0e254ef8352970f2e460f9e1ee7');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"b","by":"study"}','6da1c6d776299f1234c497a27a7418efb6abb0e254ef8352970f2e460f9e1ee7','d1b8297d19b173128d29afc955297ee539ed898b2c4509a3833e2fa1e3d84a61');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","by":"study"}','d1b8297d19b173128d29afc955297ee539ed898b2c4509a3833e2fa1e3d84a61','826a8e031fd152cc91a9c328142d9290f68e74303c59b2405491e4a685bf9423');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','826a8e031fd152cc91a9c328142d9290f68e74303c59b2405491e4a685bf9423','be6ce611b3118c7458165cf79fe7324dc36bdb577814575ce46a8a6899284727');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','be6ce611b3118c7458165cf79fe7324dc36bdb577814575ce46a8a6899284727','b632126e9401d8e296b3bca09ed70804009f23fca83c9795e5ebe78efbb38c92');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","by":"study"}','b632126e9401d8e296b3bca09ed70804009f23fca83c9795e5ebe78efbb38c92','94bbe9c8d1ca886a44eb8c2e64aabad34955fef262ce750d52b9d57df752b38d');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","by":"study"}','94bbe9c8d1ca886a44eb8c2e64aabad34955fef262ce750d52b9d57df752b38d','3eee1794457662ebf4460813891327784b86f6b3705943406b380c51c34dbb3f');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','3eee1794457662ebf4460813891327784b86f6b3705943406b380c51c34dbb3f','9f1524aee06436d8ef630f4a035a6dc6d45fe8059e1cdb7278290be366428670');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','9f1524aee06436d8ef630f4a035a6dc6d45fe8059e1cdb7278290be366428670','8ea734460f69d92bf1ab6f9d8f0b4bb94554f4d2dfed86d7976743ec9c57e88b');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"b","by":"study"}','8ea734460f69d92bf1ab6f9d8f0b4bb94554f4d2dfed86d7976743ec9c57e88b','e94e17377d98ea4a18507bdca3da88a1510789802a287dc543813ecbcfa6217c');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','e94e17377d98ea4a18507bdca3da88a1510789802a287dc543813ecbcfa6217c','6d058ba6cc2d4607930661266c2a81318bba3474db43cfcd944b53670a4e7c92');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','6d058ba6cc2d4607930661266c2a81318bba3474db43cfcd944b53670a4e7c92','3d19eb995824a3829befb60ad4a57371a5866c8d6673c4570ac645c102631f7b');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"a","by":"study"}','3d19eb995824a3829befb60ad4a57371a5866c8d6673c4570ac645c102631f7b','35b7d55b531eb61b62aeb079ca24d794d6751b0de254fdecf9de4d186fef92d1');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"a","by":"study"}','35b7d55b531eb61b62aeb079ca24d794d6751b0de254fdecf9de4d186fef92d1','eb51926716a271b85a5afd073cd1c5306b83e74e3f29a92e44a21c5cdfd72172');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','eb51926716a271b85a5afd073cd1c5306b83e74e3f29a92e44a21c5cdfd72172','8d1293c081c72da6562c6de153e08d34a948691b020b7256b8aa85f895939a85');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','8d1293c081c72da6562c6de153e08d34a948691b020b7256b8aa85f895939a85','cac6d3bd27c990a28f1756bd8b5ab068d50d2540add5fc1fc2b4425bc52d9d10');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"b","by":"study"}','cac6d3bd27c990a28f1756bd8b5ab068d50d2540add5fc1fc2b4425bc52d9d10','923dbe3f6a8191b5498a91770a7ab0aa7b33db461d355395538d29b6f962876d');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"b","by":"study"}','923dbe3f6a8191b5498a91770a7ab0aa7b33db461d355395538d29b6f962876d','0cdb4596471fc95397f6bfd7a1fa7353ba6d982f4f7d64e9012593c1d917b2fc');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','0cdb4596471fc95397f6bfd7a1fa7353ba6d982f4f7d64e9012593c1d917b2fc','46d3d11df292f2131d8ac5e15a7acc49c5c7a3baa2859b1fa1d7a7fc494dec02');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','02a1f68c-5bbb-446e-ad71-4da6fac27df8','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','46d3d11df292f2131d8ac5e15a7acc49c5c7a3baa2859b1fa1d7a7fc494dec02','64756546516fb2db81f1acc9cb2dfdd6d81e27c3313ccb577235a3fcfb26ff7c');
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
INSERT INTO "form" VALUES('215d4d4c-00fd-435e-ad2b-890bbc4aaeff','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('215d4d4c-00fd-435e-ad2b-890bbc4aaeff','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('215d4d4c-00fd-435e-ad2b-890bbc4aaeff','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('2b9ada66-bef6-4cdc-8683-617dd88bf248','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('2b9ada66-bef6-4cdc-8683-617dd88bf248','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('2b9ada66-bef6-4cdc-8683-617dd88bf248','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','d4a365c6-29d4-4a57-b898-b62a334bbe5d');
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
INSERT INTO "job" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'215d4d4c-00fd-435e-ad2b-890bbc4aaeff',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL);
INSERT INTO "job" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'2b9ada66-bef6-4cdc-8683-617dd88bf248',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL);
INSERT INTO "job" VALUES('02a1f68c-5bbb-446e-ad71-4da6fac27df8','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'2b9ada66-bef6-4cdc-8683-617dd88bf248',NULL,'null',NULL,'0aaf5efee84c2c33b32c500f4e85fc5dd69f811149ecf097aa193c6a01275603','2b9ada66-bef6-4cdc-8683-617dd88bf248',NULL,NULL);
INSERT INTO "job" VALUES('41059ad3-4fb1-47bb-a591-1a5e3e4f33d6','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL);
INSERT INTO "job" VALUES('61f00a20-09bc-4956-9a75-c222066ac15a','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL);
INSERT INTO "job" VALUES('d4a365c6-29d4-4a57-b898-b62a334bbe5d','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',3,1772366400000000,'step','resolve','{"seconds": 0.153007}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',4,1772366400000000,'step','select','{"seconds": 0.017463}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',5,1772366400000000,'step','retrieve','{"seconds": 0.023611}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',6,1772366400000000,'step','claim','{"seconds": 0.009565}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',7,1772366400000000,'step','analyse','{"seconds": 0.019639}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',8,1772366400000000,'step','encode','{"seconds": 0.396832}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',9,1772366400000000,'step','deliver','{"seconds": 0.163906}');
INSERT INTO "job_event" VALUES('b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',3,1772366400000000,'step','resolve','{"seconds": 0.000139}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',4,1772366400000000,'step','select','{"seconds": 0.021569}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',5,1772366400000000,'step','retrieve','{"seconds": 0.035386}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',6,1772366400000000,'step','claim','{"seconds": 0.004238}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',7,1772366400000000,'step','analyse','{"seconds": 0.018723}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',8,1772366400000000,'step','encode','{"seconds": 0.336347}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',9,1772366400000000,'step','deliver','{"seconds": 0.135201}');
INSERT INTO "job_event" VALUES('7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('02a1f68c-5bbb-446e-ad71-4da6fac27df8',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('02a1f68c-5bbb-446e-ad71-4da6fac27df8',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('02a1f68c-5bbb-446e-ad71-4da6fac27df8',3,1772366400000000,'step','reject','{"seconds": 1.013606}');
INSERT INTO "job_event" VALUES('02a1f68c-5bbb-446e-ad71-4da6fac27df8',4,1772366400000000,'step','deliver','{"seconds": 0.09124}');
INSERT INTO "job_event" VALUES('02a1f68c-5bbb-446e-ad71-4da6fac27df8',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('41059ad3-4fb1-47bb-a591-1a5e3e4f33d6',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('41059ad3-4fb1-47bb-a591-1a5e3e4f33d6',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('41059ad3-4fb1-47bb-a591-1a5e3e4f33d6',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('61f00a20-09bc-4956-9a75-c222066ac15a',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('61f00a20-09bc-4956-9a75-c222066ac15a',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('61f00a20-09bc-4956-9a75-c222066ac15a',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('d4a365c6-29d4-4a57-b898-b62a334bbe5d',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','215d4d4c-00fd-435e-ad2b-890bbc4aaeff',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','215d4d4c-00fd-435e-ad2b-890bbc4aaeff/4374bb62ac4a32f3/2.25.102907616094326186337071871441991568870.dcm',4640,'419a025f6e23b905b44e20b7eed7174ff1138f1794de1697794ef22b5fceba6a');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','215d4d4c-00fd-435e-ad2b-890bbc4aaeff',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','215d4d4c-00fd-435e-ad2b-890bbc4aaeff/4374bb62ac4a32f3/2.25.39211509514753337462632637355809223825.dcm',2041780,'d83d7cd8c1ce3aa27b278b915d37386066e125bd638c1dead4d7a60f5f9dfdb4');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','215d4d4c-00fd-435e-ad2b-890bbc4aaeff',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','215d4d4c-00fd-435e-ad2b-890bbc4aaeff/4374bb62ac4a32f3/2.25.224894903637272919475517958730197465195.dcm',11220,'e4b98cb3ee39874438b40a299d33b0e8afdf12447808797311f403ea26f176f0');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','2b9ada66-bef6-4cdc-8683-617dd88bf248',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','2b9ada66-bef6-4cdc-8683-617dd88bf248/5d3d0af9305462b4/2.25.249974027755592461708647500237819645901.dcm',4640,'cf60dad23b8bf9ad08e80d2ad85935cb04d874f19d6f1b6c1d4e97195f34f4f4');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','2b9ada66-bef6-4cdc-8683-617dd88bf248',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','2b9ada66-bef6-4cdc-8683-617dd88bf248/5d3d0af9305462b4/2.25.69960352400078369088423381276582758481.dcm',2041780,'cbbb2b467cafde2b57b808a256f0300ea741fc2840689745273b9b6e7220199e');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','2b9ada66-bef6-4cdc-8683-617dd88bf248',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','2b9ada66-bef6-4cdc-8683-617dd88bf248/5d3d0af9305462b4/2.25.154137392714950715338495833488765244607.dcm',11316,'95567cd3843e6183b42a94c981376c020ae7aaa6697d90276a20a8c891c8fd57');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','2b9ada66-bef6-4cdc-8683-617dd88bf248',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','2b9ada66-bef6-4cdc-8683-617dd88bf248/62ca8535d13704dc/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('215d4d4c-00fd-435e-ad2b-890bbc4aaeff','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'b3296ab9-c9e5-4c4e-be7c-e6cb3c0ff117',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 682.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 682}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 518.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 518}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000833, "tensor": 0.003205, "infer": 0.002476, "conclude": 0.007092}}','{"display_report": false, "segmentation_type": null}','41b14298c85fedc0a4f13f38eafdfc813d53b305bcb4aac845f9968dca47fe2c');
INSERT INTO "run" VALUES('2b9ada66-bef6-4cdc-8683-617dd88bf248','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','7a1d74ce-0b45-46a2-9891-c6f4974fa6e9',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 557.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 557}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 560.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 560}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000684, "tensor": 0.001013, "infer": 0.002452, "conclude": 0.009078}}','{"display_report": false, "segmentation_type": null}','b7bed5954d468d65722e0449f8fe99a1d0cfef2169f9f89ef057ee8cadce9685');
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
INSERT INTO "withdrawal" VALUES('2b9ada66-bef6-4cdc-8683-617dd88bf248','quality','blurred',1772366400000000,'key','02a1f68c-5bbb-446e-ad71-4da6fac27df8');
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
