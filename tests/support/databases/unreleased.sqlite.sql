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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','c03b984e6bdf01fc912a76964e1c030629aefc21480de6f857380701b9b62bfa');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"b","by":"study"}','c03b984e6bdf01fc912a76964e1c030629aefc21480de6f857380701b9b62bfa','abfc20d2ce43deea5fe15b223f9bbf7c7667c6430030e5b9cf535b4abffb5bd0');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","by":"study"}','abfc20d2ce43deea5fe15b223f9bbf7c7667c6430030e5b9cf535b4abffb5bd0','b19d521337e027640b4e158c9865e88a77ff60977d757a9421e6f6c38bae440c');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','b19d521337e027640b4e158c9865e88a77ff60977d757a9421e6f6c38bae440c','4018c71beaef70dc3198a6ff0fbec9681e6ba83b3d9f68cdddae65be1ce160db');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','4018c71beaef70dc3198a6ff0fbec9681e6ba83b3d9f68cdddae65be1ce160db','775ed7e09f6f272092f96e11eb1dd9c8583dccbfd7bb4dec35e37b1b8a65af64');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","by":"study"}','775ed7e09f6f272092f96e11eb1dd9c8583dccbfd7bb4dec35e37b1b8a65af64','92c2883f735a161b5156e97a80d84c9418efa9871da1a569af41e4105ba01fc0');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","by":"study"}','92c2883f735a161b5156e97a80d84c9418efa9871da1a569af41e4105ba01fc0','a17a13beb0620d7bcb6df482642adbcb1d93afbccbb761e5b74c5f18bbeeb996');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','a17a13beb0620d7bcb6df482642adbcb1d93afbccbb761e5b74c5f18bbeeb996','b8f87430af512906d75045fc10afe837bda4635eaba2a670c8e44afd28a32a51');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','b8f87430af512906d75045fc10afe837bda4635eaba2a670c8e44afd28a32a51','fc312e0774aff84764381f9f655d4027e8a35d63bc2a4b3d93d46a66bcbf6281');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"b","by":"study"}','fc312e0774aff84764381f9f655d4027e8a35d63bc2a4b3d93d46a66bcbf6281','d259e71720abc74034cfb0eae7d15e24fb900b7e40c9394710b3a92207433673');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','d259e71720abc74034cfb0eae7d15e24fb900b7e40c9394710b3a92207433673','57568d02ddfc3309fefa1bc697185337fc3bb27e971374ddb828f784ea9a9b5e');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','941bef93-7844-4388-b071-4fb2bee0161d','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','57568d02ddfc3309fefa1bc697185337fc3bb27e971374ddb828f784ea9a9b5e','42c9ef3dfa029d662098b7d332cd76553002d0ac88c4f265f8d28324c5f45269');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","by":"study"}','42c9ef3dfa029d662098b7d332cd76553002d0ac88c4f265f8d28324c5f45269','63e768ec357d1c7dfa1aa077b7c145a66b5136e9d535d18a4a06cfe8d73a0af5');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"b","by":"study"}','63e768ec357d1c7dfa1aa077b7c145a66b5136e9d535d18a4a06cfe8d73a0af5','e625e65a47aa1ceec6bf6994276a832dbdb48e60b6a25ad98739503177d3073e');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","by":"study"}','e625e65a47aa1ceec6bf6994276a832dbdb48e60b6a25ad98739503177d3073e','9b6c400dcd2a24a1f6a6f2ff7ce3710cc28898fa6900ddf8d15b957924ad0b6a');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','9b6c400dcd2a24a1f6a6f2ff7ce3710cc28898fa6900ddf8d15b957924ad0b6a','86fc0aa5430358c3fb512c9a47848b4180a9f98d84b501a0df1f9a8100512450');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','86fc0aa5430358c3fb512c9a47848b4180a9f98d84b501a0df1f9a8100512450','624c6fb9a2360e0a8831c28af1360ded6bd739e3e49bcc31effacf03fc6192c8');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","by":"study"}','624c6fb9a2360e0a8831c28af1360ded6bd739e3e49bcc31effacf03fc6192c8','621d63fed6786b67a43d0a2115c1a0ced9c0bd356443d102119003520a9ad820');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","by":"study"}','621d63fed6786b67a43d0a2115c1a0ced9c0bd356443d102119003520a9ad820','fd00c1b8f12d9f6e2bdeac395a164cf109aa6286d7e187dcd47cbe7a9be24d2b');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','fd00c1b8f12d9f6e2bdeac395a164cf109aa6286d7e187dcd47cbe7a9be24d2b','f64fffb1be9107afa7dd94278e09ee7b6c9414d249e4fa3cb2210c8a037a751d');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','f64fffb1be9107afa7dd94278e09ee7b6c9414d249e4fa3cb2210c8a037a751d','89590a14e701722b6edbb2cfef0fdcd211bc11d5c23e7b86d419a0fba821d37f');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"b","by":"study"}','89590a14e701722b6edbb2cfef0fdcd211bc11d5c23e7b86d419a0fba821d37f','df8f4fa14ad13fc63446000334fe2637927c5ed13c182758c56d12375a93e0c8');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','df8f4fa14ad13fc63446000334fe2637927c5ed13c182758c56d12375a93e0c8','9835469ad21f47b64d26b37155018af02568e5954da91edb1ad716fc36c6ed31');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','d624eba8-10dd-4f4a-894e-b518864cdf28','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','9835469ad21f47b64d26b37155018af02568e5954da91edb1ad716fc36c6ed31','1b0e93b958352a5ee67c3b085ac9d95e82252cde12873ef73497a9e4389adf8d');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"a","by":"study"}','1b0e93b958352a5ee67c3b085ac9d95e82252cde12873ef73497a9e4389adf8d','cffb4796cc144d5e0b6ccf3b6ceff269e718f5d748941042c650915f0f87cb45');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"a","by":"study"}','cffb4796cc144d5e0b6ccf3b6ceff269e718f5d748941042c650915f0f87cb45','aa47cd5cd206f830ab6e826e179cd1e2b36dfbe1a83ca699fd1359f3099ebfc0');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','aa47cd5cd206f830ab6e826e179cd1e2b36dfbe1a83ca699fd1359f3099ebfc0','cc5bdd94661d326a60bf50e2d070223fd089a74ee4e384ca75c1b5ddad56b0be');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','cc5bdd94661d326a60bf50e2d070223fd089a74ee4e384ca75c1b5ddad56b0be','e956456afc09466688a6cb9a576a6aeec657a3a11bad8bfd9ce82b42e08bcc09');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"b","by":"study"}','e956456afc09466688a6cb9a576a6aeec657a3a11bad8bfd9ce82b42e08bcc09','e87653e0faee238d406c7d89d7e17e07d1d4523612943d5dd5ea2276955f51a6');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"b","by":"study"}','e87653e0faee238d406c7d89d7e17e07d1d4523612943d5dd5ea2276955f51a6','9e7b6a326fe52421bc9cdad8daeb3e95be27244087662a28af6d7df694a13573');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','9e7b6a326fe52421bc9cdad8daeb3e95be27244087662a28af6d7df694a13573','4901320a03152d12803115c326a9d172a29f2cecd02842545189b99787d9a574');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','2e95e289-94ec-4957-bf3c-5098eb5b8dec','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','4901320a03152d12803115c326a9d172a29f2cecd02842545189b99787d9a574','b36193025dcc5d85f17d579271af8750a8af968c725d59d72c4d3b02a43caa54');
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
INSERT INTO "form" VALUES('2e1be9fa-07c8-4848-a382-592204d22302','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('2e1be9fa-07c8-4848-a382-592204d22302','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('2e1be9fa-07c8-4848-a382-592204d22302','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('76ffbeb5-7792-414f-ace7-870263541d7b','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('76ffbeb5-7792-414f-ace7-870263541d7b','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('76ffbeb5-7792-414f-ace7-870263541d7b','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','2ddfa8aa-8007-4f91-a526-e43f844bf3fe');
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
INSERT INTO "job" VALUES('941bef93-7844-4388-b071-4fb2bee0161d','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'2e1be9fa-07c8-4848-a382-592204d22302',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL);
INSERT INTO "job" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'76ffbeb5-7792-414f-ace7-870263541d7b',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL);
INSERT INTO "job" VALUES('2e95e289-94ec-4957-bf3c-5098eb5b8dec','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'76ffbeb5-7792-414f-ace7-870263541d7b',NULL,'null',NULL,'862c6a4082c27dcab8039ed9f79819513ad8499cf7841f15af85d8b7a5be1acc','76ffbeb5-7792-414f-ace7-870263541d7b',NULL,NULL);
INSERT INTO "job" VALUES('9a96acd6-2c9a-4ffb-b718-5d4414174034','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL);
INSERT INTO "job" VALUES('1424e95f-1d87-4359-9a99-7b97bc753382','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL);
INSERT INTO "job" VALUES('2ddfa8aa-8007-4f91-a526-e43f844bf3fe','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',3,1772366400000000,'step','resolve','{"seconds": 0.08351}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',4,1772366400000000,'step','select','{"seconds": 0.028714}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',5,1772366400000000,'step','retrieve','{"seconds": 0.036134}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',6,1772366400000000,'step','claim','{"seconds": 0.008483}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',7,1772366400000000,'step','analyse','{"seconds": 0.018938}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',8,1772366400000000,'step','encode','{"seconds": 0.36925}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',9,1772366400000000,'step','deliver','{"seconds": 0.121129}');
INSERT INTO "job_event" VALUES('941bef93-7844-4388-b071-4fb2bee0161d',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',3,1772366400000000,'step','resolve','{"seconds": 0.00026}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',4,1772366400000000,'step','select','{"seconds": 0.02709}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',5,1772366400000000,'step','retrieve','{"seconds": 0.046586}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',6,1772366400000000,'step','claim','{"seconds": 0.005733}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',7,1772366400000000,'step','analyse','{"seconds": 0.02022}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',8,1772366400000000,'step','encode','{"seconds": 0.361449}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',9,1772366400000000,'step','deliver','{"seconds": 0.133353}');
INSERT INTO "job_event" VALUES('d624eba8-10dd-4f4a-894e-b518864cdf28',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('2e95e289-94ec-4957-bf3c-5098eb5b8dec',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('2e95e289-94ec-4957-bf3c-5098eb5b8dec',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('2e95e289-94ec-4957-bf3c-5098eb5b8dec',3,1772366400000000,'step','reject','{"seconds": 0.635439}');
INSERT INTO "job_event" VALUES('2e95e289-94ec-4957-bf3c-5098eb5b8dec',4,1772366400000000,'step','deliver','{"seconds": 0.115737}');
INSERT INTO "job_event" VALUES('2e95e289-94ec-4957-bf3c-5098eb5b8dec',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('9a96acd6-2c9a-4ffb-b718-5d4414174034',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('9a96acd6-2c9a-4ffb-b718-5d4414174034',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('9a96acd6-2c9a-4ffb-b718-5d4414174034',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('1424e95f-1d87-4359-9a99-7b97bc753382',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('1424e95f-1d87-4359-9a99-7b97bc753382',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('1424e95f-1d87-4359-9a99-7b97bc753382',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('2ddfa8aa-8007-4f91-a526-e43f844bf3fe',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','2e1be9fa-07c8-4848-a382-592204d22302',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','2e1be9fa-07c8-4848-a382-592204d22302/2c5189aae1920f72/2.25.102907616094326186337071871441991568870.dcm',4640,'bf40e2254fa5c8698df3da7a049d013ed52695d3d512e005b799cfa8c23f9df8');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','2e1be9fa-07c8-4848-a382-592204d22302',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','2e1be9fa-07c8-4848-a382-592204d22302/2c5189aae1920f72/2.25.39211509514753337462632637355809223825.dcm',2041780,'f20aa68ff71230786f0f1f06af38de63a594361f2ec61c61052e1b2534423fa7');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','2e1be9fa-07c8-4848-a382-592204d22302',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','2e1be9fa-07c8-4848-a382-592204d22302/2c5189aae1920f72/2.25.224894903637272919475517958730197465195.dcm',11204,'fd3289c6039d0e0706ccb2cec63e64998a04d29da3c9948e91e3fa3dcd7795b9');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','76ffbeb5-7792-414f-ace7-870263541d7b',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','76ffbeb5-7792-414f-ace7-870263541d7b/905536a1b4af26af/2.25.249974027755592461708647500237819645901.dcm',4640,'7c921559b16e374fa4e1b4de5cc24e48fa48c3d19046ad97e2f99cfb0d88b3ae');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','76ffbeb5-7792-414f-ace7-870263541d7b',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','76ffbeb5-7792-414f-ace7-870263541d7b/905536a1b4af26af/2.25.69960352400078369088423381276582758481.dcm',2041780,'21f58cc6b5233e043492ffec3220685e4c605fb73bbc5e445614e64cb5cefefc');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','76ffbeb5-7792-414f-ace7-870263541d7b',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','76ffbeb5-7792-414f-ace7-870263541d7b/905536a1b4af26af/2.25.154137392714950715338495833488765244607.dcm',11052,'bae370130fd2b4b60a3e746c517c733005dff90b1169bca7523755ec77853d36');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','76ffbeb5-7792-414f-ace7-870263541d7b',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','76ffbeb5-7792-414f-ace7-870263541d7b/cd7a110364e0ec75/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('2e1be9fa-07c8-4848-a382-592204d22302','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'941bef93-7844-4388-b071-4fb2bee0161d',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 702.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 702}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 527.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 527}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000635, "tensor": 0.002678, "infer": 0.002562, "conclude": 0.00767}}','{"display_report": false, "segmentation_type": null}','8d0ed5860bab04854a2bb8df85ef058cea38f5a3417ebf36299d961427fb6bcd',0);
INSERT INTO "run" VALUES('76ffbeb5-7792-414f-ace7-870263541d7b','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','d624eba8-10dd-4f4a-894e-b518864cdf28',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 687.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 687}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 421.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 421}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001265, "tensor": 0.001024, "infer": 0.003607, "conclude": 0.007998}}','{"display_report": false, "segmentation_type": null}','ec556979129f9d5effe1c05e3addb0e44b9fa40afacbc43ee1edcadba41697e4',0);
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
INSERT INTO "withdrawal" VALUES('76ffbeb5-7792-414f-ace7-870263541d7b','quality','blurred',1772366400000000,'key','2e95e289-94ec-4957-bf3c-5098eb5b8dec');
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
