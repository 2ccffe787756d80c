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
INSERT INTO "audit" VALUES(1,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","by":"study"}','0000000000000000000000000000000000000000000000000000000000000000','130da3f9409856deddd506bcf26719eaba47b5752dfac26e9445a374be779154');
INSERT INTO "audit" VALUES(2,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"b","by":"study"}','130da3f9409856deddd506bcf26719eaba47b5752dfac26e9445a374be779154','6c7e2de80b30b7c2ab3851820cb1bf8e602b076328afdfc918d4942b6af724ea');
INSERT INTO "audit" VALUES(3,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","by":"study"}','6c7e2de80b30b7c2ab3851820cb1bf8e602b076328afdfc918d4942b6af724ea','4962d45b71f2787df91b5eeefcc61f910888c9a57374f0d9d6dffae3550e1632');
INSERT INTO "audit" VALUES(4,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','4962d45b71f2787df91b5eeefcc61f910888c9a57374f0d9d6dffae3550e1632','18bbd7bebb1f5938818d533847c8475884527c10baee6b9ef178805953179b80');
INSERT INTO "audit" VALUES(5,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','18bbd7bebb1f5938818d533847c8475884527c10baee6b9ef178805953179b80','3923a4bb73c7711370638a3ab2cbb3fb92b36d0b1a28bf9b18f1c98bd20ec72b');
INSERT INTO "audit" VALUES(6,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","by":"study"}','3923a4bb73c7711370638a3ab2cbb3fb92b36d0b1a28bf9b18f1c98bd20ec72b','9bb1b705b03aebee15a9cc85b91129ad5e14b3a6747fdc42b280df2670bb6b87');
INSERT INTO "audit" VALUES(7,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","by":"study"}','9bb1b705b03aebee15a9cc85b91129ad5e14b3a6747fdc42b280df2670bb6b87','9162433204c94054fd71dcd2fec4404cda78f9bfd1429be3324d39f35e7d24ed');
INSERT INTO "audit" VALUES(8,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','9162433204c94054fd71dcd2fec4404cda78f9bfd1429be3324d39f35e7d24ed','010251662af0f6a7d48301fee1fdad9329fea8e1c5a663d4fa19b652926f0cd5');
INSERT INTO "audit" VALUES(9,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','010251662af0f6a7d48301fee1fdad9329fea8e1c5a663d4fa19b652926f0cd5','2945795d29fd142b6d7bad7d422b4cec108f366f24c17b0c4f22c9616528303c');
INSERT INTO "audit" VALUES(10,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"b","by":"study"}','2945795d29fd142b6d7bad7d422b4cec108f366f24c17b0c4f22c9616528303c','b71c4cd1ae65476a0699097a58970dabc723e2eb021184ada9a0107a2214b2d8');
INSERT INTO "audit" VALUES(11,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}','b71c4cd1ae65476a0699097a58970dabc723e2eb021184ada9a0107a2214b2d8','2ca0c9bccfe5b7a32df26d623a588eb5a37b9a64ede11c1a10c9afa33cee6fa2');
INSERT INTO "audit" VALUES(12,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','9a03fa90-cd65-4a28-8e6c-f41a88e88e98','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}','2ca0c9bccfe5b7a32df26d623a588eb5a37b9a64ede11c1a10c9afa33cee6fa2','163a858c4f3812742a0c51a31c4ea18f16310f52e9f872401176d50dc4768e31');
INSERT INTO "audit" VALUES(13,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","by":"study"}','163a858c4f3812742a0c51a31c4ea18f16310f52e9f872401176d50dc4768e31','d1072a276674df122b03c540480c44edebe32a189d68331a29c32ca24714b311');
INSERT INTO "audit" VALUES(14,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"b","by":"study"}','d1072a276674df122b03c540480c44edebe32a189d68331a29c32ca24714b311','7c8af5be33cff530778decdf9ab762c5d691d1d7fec878e3c02049849ce075e7');
INSERT INTO "audit" VALUES(15,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","by":"study"}','7c8af5be33cff530778decdf9ab762c5d691d1d7fec878e3c02049849ce075e7','3189e7386c2330e7617932e453ec7dd2aaa5415a1c6f9a73cce84dd9416f422c');
INSERT INTO "audit" VALUES(16,1772366400000000,'instances-retrieved','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','3189e7386c2330e7617932e453ec7dd2aaa5415a1c6f9a73cce84dd9416f422c','328fd31fc307fd46fdda6ab517d21b435d9a1135a7824d56ba80ac81ba0c9802');
INSERT INTO "audit" VALUES(17,1772366400000000,'instances-retrieved','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}','328fd31fc307fd46fdda6ab517d21b435d9a1135a7824d56ba80ac81ba0c9802','c4b753f6b242416e0a93721e0f26c88971e6765910cc8e585974a8a19f929e67');
INSERT INTO "audit" VALUES(18,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","by":"study"}','c4b753f6b242416e0a93721e0f26c88971e6765910cc8e585974a8a19f929e67','e59f6795d5bf1025c151ef9d2663089436027fc6314ac7263c04992e15d9ea37');
INSERT INTO "audit" VALUES(19,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","by":"study"}','e59f6795d5bf1025c151ef9d2663089436027fc6314ac7263c04992e15d9ea37','486ec8d2f096281345b8f4f505cea1760c55ee16bdcdad40e50b3e22d4f944a7');
INSERT INTO "audit" VALUES(20,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','486ec8d2f096281345b8f4f505cea1760c55ee16bdcdad40e50b3e22d4f944a7','bf146890d47f2dcc6230a934c624e6c747919514a6553881773097420cd78ce6');
INSERT INTO "audit" VALUES(21,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','bf146890d47f2dcc6230a934c624e6c747919514a6553881773097420cd78ce6','e8d0a0d1846bced800efed5f0f21d9e16449b71a410975ec58c86f96f1001f8f');
INSERT INTO "audit" VALUES(22,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"b","by":"study"}','e8d0a0d1846bced800efed5f0f21d9e16449b71a410975ec58c86f96f1001f8f','edf6c3c957483438a80e5157a3fe1aad81ce7c56a79d13707701d629c815090f');
INSERT INTO "audit" VALUES(23,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}','edf6c3c957483438a80e5157a3fe1aad81ce7c56a79d13707701d629c815090f','d39018bc923008b2d1cb15cf5ea3ba9a6ae2de6b33e78b7e786e00a95b9a7fc6');
INSERT INTO "audit" VALUES(24,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','70daec9f-a43e-4dd5-a09f-199b665b081e','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}','d39018bc923008b2d1cb15cf5ea3ba9a6ae2de6b33e78b7e786e00a95b9a7fc6','575671ffded348b3beb49c3fe65a763f0073c856e745502bf01f4b67fc320846');
INSERT INTO "audit" VALUES(25,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"a","by":"study"}','575671ffded348b3beb49c3fe65a763f0073c856e745502bf01f4b67fc320846','051e709255d87fd114463a129ab65e3d0638e6fb834220bb6affd49a3a6a787f');
INSERT INTO "audit" VALUES(26,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"a","by":"study"}','051e709255d87fd114463a129ab65e3d0638e6fb834220bb6affd49a3a6a787f','52fb20353f2a754ac1786ab63c8b3d0a8bf4fd14f0649bc4c3a582e91964f929');
INSERT INTO "audit" VALUES(27,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','52fb20353f2a754ac1786ab63c8b3d0a8bf4fd14f0649bc4c3a582e91964f929','ba714e2582f1479e733f2862d22323683a46000b5c2fdef8fdbe6b47b3888297');
INSERT INTO "audit" VALUES(28,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','ba714e2582f1479e733f2862d22323683a46000b5c2fdef8fdbe6b47b3888297','c8d4f92181dfa50671eca3f54bb4d54a4e7252f38b48c60e476bc652a42c1ef4');
INSERT INTO "audit" VALUES(29,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"b","by":"study"}','c8d4f92181dfa50671eca3f54bb4d54a4e7252f38b48c60e476bc652a42c1ef4','c77c4db0b7124a6a7fb2b29366bf499b0852e09083575e206bee77aeb9049a3a');
INSERT INTO "audit" VALUES(30,1772366400000000,'study-queried','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"b","by":"study"}','c77c4db0b7124a6a7fb2b29366bf499b0852e09083575e206bee77aeb9049a3a','a6ea328bfe14dd353e3ac07e9b204c9272fcaef9d6c348c63a9688295a989884');
INSERT INTO "audit" VALUES(31,1772366400000000,'instances-stored','begun','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}','a6ea328bfe14dd353e3ac07e9b204c9272fcaef9d6c348c63a9688295a989884','5f8b242ae1592fbe886e711c23b89389f8d002345b7b82fcfa9d0c151adb3f13');
INSERT INTO "audit" VALUES(32,1772366400000000,'instances-stored','done','','',NULL,'1.2.826.0.1.3680043.10.1338.1','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}','5f8b242ae1592fbe886e711c23b89389f8d002345b7b82fcfa9d0c151adb3f13','78a569075b872b5c559c32e7f062b0da3f8ac8d2982c5dad0797575901de2e5a');
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
INSERT INTO "form" VALUES('2dfbcbf1-c904-4d4a-bbd7-d8281050c622','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('2dfbcbf1-c904-4d4a-bbd7-d8281050c622','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('2dfbcbf1-c904-4d4a-bbd7-d8281050c622','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('ae51475f-acbb-4204-a4b5-bec11f5e60dd','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('ae51475f-acbb-4204-a4b5-bec11f5e60dd','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('ae51475f-acbb-4204-a4b5-bec11f5e60dd','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','fc9200bc-e95d-4cbf-9355-9965cd64b6c5');
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
INSERT INTO "job" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'2dfbcbf1-c904-4d4a-bbd7-d8281050c622',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438',NULL,'abababababababababababababababab',NULL);
INSERT INTO "job" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'ae51475f-acbb-4204-a4b5-bec11f5e60dd',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63',NULL,NULL,NULL);
INSERT INTO "job" VALUES('aabcc591-cf8c-4d7c-a6aa-43cc4daa1546','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'ae51475f-acbb-4204-a4b5-bec11f5e60dd',NULL,'null',NULL,'b37dd0720d6d915b21a20749fe9c63871f451959bc03fe233e91b387ed27147a','ae51475f-acbb-4204-a4b5-bec11f5e60dd',NULL,NULL);
INSERT INTO "job" VALUES('95396408-9359-4afd-81ae-6f892c9435bd','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21',NULL,NULL,NULL);
INSERT INTO "job" VALUES('c5b86306-9f0f-4504-9954-1e17512daf63','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'d4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d',NULL,NULL,NULL);
INSERT INTO "job" VALUES('fc9200bc-e95d-4cbf-9355-9965cd64b6c5','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3',NULL,NULL,NULL);
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
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',3,1772366400000000,'step','resolve','{"seconds": 0.071292}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',4,1772366400000000,'step','select','{"seconds": 0.023158}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',5,1772366400000000,'step','retrieve','{"seconds": 0.036061}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',6,1772366400000000,'step','claim','{"seconds": 0.009631}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',7,1772366400000000,'step','analyse','{"seconds": 0.024167}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',8,1772366400000000,'step','encode','{"seconds": 0.369298}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',9,1772366400000000,'step','deliver','{"seconds": 0.118078}');
INSERT INTO "job_event" VALUES('9a03fa90-cd65-4a28-8e6c-f41a88e88e98',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',3,1772366400000000,'step','resolve','{"seconds": 0.000368}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',4,1772366400000000,'step','select','{"seconds": 0.023598}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',5,1772366400000000,'step','retrieve','{"seconds": 0.043768}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',6,1772366400000000,'step','claim','{"seconds": 0.007607}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',7,1772366400000000,'step','analyse','{"seconds": 0.019369}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',8,1772366400000000,'step','encode','{"seconds": 0.382209}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',9,1772366400000000,'step','deliver','{"seconds": 0.148287}');
INSERT INTO "job_event" VALUES('70daec9f-a43e-4dd5-a09f-199b665b081e',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('aabcc591-cf8c-4d7c-a6aa-43cc4daa1546',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('aabcc591-cf8c-4d7c-a6aa-43cc4daa1546',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('aabcc591-cf8c-4d7c-a6aa-43cc4daa1546',3,1772366400000000,'step','reject','{"seconds": 0.877874}');
INSERT INTO "job_event" VALUES('aabcc591-cf8c-4d7c-a6aa-43cc4daa1546',4,1772366400000000,'step','deliver','{"seconds": 0.126473}');
INSERT INTO "job_event" VALUES('aabcc591-cf8c-4d7c-a6aa-43cc4daa1546',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('95396408-9359-4afd-81ae-6f892c9435bd',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('95396408-9359-4afd-81ae-6f892c9435bd',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('95396408-9359-4afd-81ae-6f892c9435bd',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('c5b86306-9f0f-4504-9954-1e17512daf63',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('c5b86306-9f0f-4504-9954-1e17512daf63',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('c5b86306-9f0f-4504-9954-1e17512daf63',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('fc9200bc-e95d-4cbf-9355-9965cd64b6c5',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','2dfbcbf1-c904-4d4a-bbd7-d8281050c622',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','2dfbcbf1-c904-4d4a-bbd7-d8281050c622/b2106e87d5ca079a/2.25.102907616094326186337071871441991568870.dcm',4640,'2834ab20887cb766c29c95e9a569d27b73998fc1bff0548ccc57cf2ff3d4ff5c');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','2dfbcbf1-c904-4d4a-bbd7-d8281050c622',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','2dfbcbf1-c904-4d4a-bbd7-d8281050c622/b2106e87d5ca079a/2.25.39211509514753337462632637355809223825.dcm',2041780,'e56a15c278b0189d3032cac26652a68a218363624eb61518f7d8361fa9302951');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','2dfbcbf1-c904-4d4a-bbd7-d8281050c622',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','2dfbcbf1-c904-4d4a-bbd7-d8281050c622/b2106e87d5ca079a/2.25.224894903637272919475517958730197465195.dcm',11172,'3319b3cb0539f521f04785e7abaae6013e6196a5a070d8daeffe2ba91056a783');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','ae51475f-acbb-4204-a4b5-bec11f5e60dd',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','ae51475f-acbb-4204-a4b5-bec11f5e60dd/eff4b509043f59fd/2.25.249974027755592461708647500237819645901.dcm',4640,'3354eeaefd2218c5252029f93099637bbaca1834d2ddaa35966761fe4afb8bb9');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','ae51475f-acbb-4204-a4b5-bec11f5e60dd',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','ae51475f-acbb-4204-a4b5-bec11f5e60dd/eff4b509043f59fd/2.25.69960352400078369088423381276582758481.dcm',2041780,'0a9fb8307d060b7772380cdf14ab66d5dc65f85d177e1d212e5d7c953a31b566');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','ae51475f-acbb-4204-a4b5-bec11f5e60dd',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','ae51475f-acbb-4204-a4b5-bec11f5e60dd/eff4b509043f59fd/2.25.154137392714950715338495833488765244607.dcm',11180,'7aa362344f2e645d2f9a024b38dacd0347437d4588b8f0bd10441bff2ff028d7');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','ae51475f-acbb-4204-a4b5-bec11f5e60dd',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','ae51475f-acbb-4204-a4b5-bec11f5e60dd/b29cf262fa9383f2/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('2dfbcbf1-c904-4d4a-bbd7-d8281050c622','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'9a03fa90-cd65-4a28-8e6c-f41a88e88e98',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 600.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 600}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 476.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 476}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000956, "tensor": 0.003233, "infer": 0.003399, "conclude": 0.010001}}','{"display_report": false, "segmentation_type": null}','ba61ba0ccdaa27755b96c2e3fcfdbdbdacdfdfdb38e61ba4f46d687de3e08211',0);
INSERT INTO "run" VALUES('ae51475f-acbb-4204-a4b5-bec11f5e60dd','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','70daec9f-a43e-4dd5-a09f-199b665b081e',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 658.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 658}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 463.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 463}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000972, "tensor": 0.000932, "infer": 0.003573, "conclude": 0.006748}}','{"display_report": false, "segmentation_type": null}','48e9ca87989c60692d29c7618da7c817afb2b5ce56523e703dfbe092e3dd14cf',0);
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
INSERT INTO "withdrawal" VALUES('ae51475f-acbb-4204-a4b5-bec11f5e60dd','quality','blurred',1772366400000000,'key','aabcc591-cf8c-4d7c-a6aa-43cc4daa1546');
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
