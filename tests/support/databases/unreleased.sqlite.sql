BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE delivery (
	sop_instance_uid VARCHAR(64) NOT NULL, 
	destination TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	may_be_there BOOLEAN NOT NULL, 
	detail TEXT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (sop_instance_uid, destination), 
	CONSTRAINT fk_delivery_sop_instance_uid_object FOREIGN KEY(sop_instance_uid) REFERENCES object (sop_instance_uid)
);
INSERT INTO "delivery" VALUES('2.25.102907616094326186337071871441991568870','a','stored',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.39211509514753337462632637355809223825','a','stored',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.224894903637272919475517958730197465195','a','stored',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.102907616094326186337071871441991568870','b','stored',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.39211509514753337462632637355809223825','b','stored',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.224894903637272919475517958730197465195','b','stored',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.249974027755592461708647500237819645901','a','withdrawn',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.69960352400078369088423381276582758481','a','withdrawn',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.154137392714950715338495833488765244607','a','withdrawn',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.249974027755592461708647500237819645901','b','withdrawn',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.69960352400078369088423381276582758481','b','withdrawn',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.154137392714950715338495833488765244607','b','withdrawn',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.294944552396618561153729769035098523459','a','stored',1,'',1772366400000000);
INSERT INTO "delivery" VALUES('2.25.294944552396618561153729769035098523459','b','stored',1,'',1772366400000000);
CREATE TABLE form (
	run_id VARCHAR(36) NOT NULL, 
	form VARCHAR(255) NOT NULL, 
	place INTEGER NOT NULL, 
	sop_instance_uid VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_form PRIMARY KEY (run_id, form, place), 
	CONSTRAINT fk_form_run_id_run FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_form_sop_instance_uid_object FOREIGN KEY(sop_instance_uid) REFERENCES object (sop_instance_uid)
);
INSERT INTO "form" VALUES('b55e800b-df24-47d1-a932-c058ba5845c6','',0,'2.25.102907616094326186337071871441991568870');
INSERT INTO "form" VALUES('b55e800b-df24-47d1-a932-c058ba5845c6','',1,'2.25.39211509514753337462632637355809223825');
INSERT INTO "form" VALUES('b55e800b-df24-47d1-a932-c058ba5845c6','',2,'2.25.224894903637272919475517958730197465195');
INSERT INTO "form" VALUES('e3f7d212-f63d-4605-8cd5-c521655f3235','',0,'2.25.249974027755592461708647500237819645901');
INSERT INTO "form" VALUES('e3f7d212-f63d-4605-8cd5-c521655f3235','',1,'2.25.69960352400078369088423381276582758481');
INSERT INTO "form" VALUES('e3f7d212-f63d-4605-8cd5-c521655f3235','',2,'2.25.154137392714950715338495833488765244607');
CREATE TABLE idempotency (
	"key" VARCHAR(64) NOT NULL, 
	asked_digest VARCHAR(64) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);
INSERT INTO "idempotency" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','e21a744b-b61c-4575-93bf-6bad0da74a39');
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
INSERT INTO "job" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine',NULL,'null',NULL,1772971200000000,1,NULL,0,'b55e800b-df24-47d1-a932-c058ba5845c6',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7',NULL,'abababababababababababababababab');
INSERT INTO "job" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','a second look','null',NULL,1772971200000000,1,NULL,0,'e3f7d212-f63d-4605-8cd5-c521655f3235',NULL,'null','{"retrieved": true, "stable": "unknown", "acquired": "unknown"}','f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378',NULL,NULL);
INSERT INTO "job" VALUES('ab4ab5b0-ac84-4630-b7aa-e351f7c92576','succeeded',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn:1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','stat',NULL,'null',NULL,NULL,1,NULL,0,'e3f7d212-f63d-4605-8cd5-c521655f3235',NULL,'null',NULL,'3bd270c87cf0cf984d6a6e503de6e8dc64e44a73aa41223b458dcc1f4752cdca','e3f7d212-f63d-4605-8cd5-c521655f3235',NULL);
INSERT INTO "job" VALUES('538af620-96d3-47f0-8e63-15236fec78c5','failed',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:0000000000000000000000000000000000000000000000000000000000000000','a','["a", "b"]','routine','fails','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,'{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}',NULL,'15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc',NULL,NULL);
INSERT INTO "job" VALUES('64b938d9-ccb7-4615-b04d-c2134a7ee03b','waiting',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','background','waits','null',NULL,1772971200000000,2,1772366400000000,0,NULL,NULL,NULL,NULL,'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe',NULL,NULL);
INSERT INTO "job" VALUES('e21a744b-b61c-4575-93bf-6bad0da74a39','queued',1772366400000000,1772366400000000,'1.2.826.0.1.3680043.10.1338.1',NULL,'drawn','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215','a','["a", "b"]','routine','queued','null',NULL,1772971200000000,1,NULL,0,NULL,NULL,NULL,NULL,'d583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd',NULL,NULL);
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
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',3,1772366400000000,'step','resolve','{"seconds": 0.111355}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',4,1772366400000000,'step','select','{"seconds": 0.028059}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',5,1772366400000000,'step','retrieve','{"seconds": 0.088182}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',6,1772366400000000,'step','claim','{"seconds": 0.04239}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',7,1772366400000000,'step','analyse','{"seconds": 0.072071}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',8,1772366400000000,'step','encode','{"seconds": 0.756036}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',9,1772366400000000,'step','deliver','{"seconds": 0.227957}');
INSERT INTO "job_event" VALUES('1e119a7f-9733-40fb-858a-6876e6e8229a',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',3,1772366400000000,'step','resolve','{"seconds": 0.000113}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',4,1772366400000000,'step','select','{"seconds": 0.02646}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',5,1772366400000000,'step','retrieve','{"seconds": 0.041952}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',6,1772366400000000,'step','claim','{"seconds": 0.023108}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',7,1772366400000000,'step','analyse','{"seconds": 0.043999}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',8,1772366400000000,'step','encode','{"seconds": 0.577884}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',9,1772366400000000,'step','deliver','{"seconds": 0.329175}');
INSERT INTO "job_event" VALUES('ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',10,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('ab4ab5b0-ac84-4630-b7aa-e351f7c92576',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('ab4ab5b0-ac84-4630-b7aa-e351f7c92576',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('ab4ab5b0-ac84-4630-b7aa-e351f7c92576',3,1772366400000000,'step','reject','{"seconds": 1.742714}');
INSERT INTO "job_event" VALUES('ab4ab5b0-ac84-4630-b7aa-e351f7c92576',4,1772366400000000,'step','deliver','{"seconds": 0.15554}');
INSERT INTO "job_event" VALUES('ab4ab5b0-ac84-4630-b7aa-e351f7c92576',5,1772366400000000,'state','succeeded','{}');
INSERT INTO "job_event" VALUES('538af620-96d3-47f0-8e63-15236fec78c5',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('538af620-96d3-47f0-8e63-15236fec78c5',2,1772366400000000,'state','running','{}');
INSERT INTO "job_event" VALUES('538af620-96d3-47f0-8e63-15236fec78c5',3,1772366400000000,'state','failed','{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO "job_event" VALUES('64b938d9-ccb7-4615-b04d-c2134a7ee03b',1,1772366400000000,'state','queued','{}');
INSERT INTO "job_event" VALUES('64b938d9-ccb7-4615-b04d-c2134a7ee03b',2,1772366400000000,'state','waiting','{}');
INSERT INTO "job_event" VALUES('64b938d9-ccb7-4615-b04d-c2134a7ee03b',3,1772366400000000,'wait','archive-unavailable','{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO "job_event" VALUES('e21a744b-b61c-4575-93bf-6bad0da74a39',1,1772366400000000,'state','queued','{}');
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
INSERT INTO "object" VALUES('2.25.102907616094326186337071871441991568870','b55e800b-df24-47d1-a932-c058ba5845c6',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.316715557123420676851748904030998186108','1.2.840.10008.5.1.4.1.1.66.4','b55e800b-df24-47d1-a932-c058ba5845c6/77be43062458e542/2.25.102907616094326186337071871441991568870.dcm',4640,'ca80ffa04b504fcfa6e67c794ed557413e6a964725def620ca3e9d3bda98b270');
INSERT INTO "object" VALUES('2.25.39211509514753337462632637355809223825','b55e800b-df24-47d1-a932-c058ba5845c6',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.89030884216617744812510362377974429987','1.2.840.10008.5.1.4.1.1.7','b55e800b-df24-47d1-a932-c058ba5845c6/77be43062458e542/2.25.39211509514753337462632637355809223825.dcm',2041780,'ceb936f7640b2986f74c2c63d11b97f92d4771dba9aa20e1de7642257fc08d4f');
INSERT INTO "object" VALUES('2.25.224894903637272919475517958730197465195','b55e800b-df24-47d1-a932-c058ba5845c6',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.208070213572569745098904849693441613340','1.2.840.10008.5.1.4.1.1.88.34','b55e800b-df24-47d1-a932-c058ba5845c6/77be43062458e542/2.25.224894903637272919475517958730197465195.dcm',11148,'b78c3c47eff1b3ee9a5ffbdc301e424d9625a837baab120999c3c9013ef3d492');
INSERT INTO "object" VALUES('2.25.249974027755592461708647500237819645901','e3f7d212-f63d-4605-8cd5-c521655f3235',0,'segmentation','SEG','1.2.826.0.1.3680043.10.1338.1','2.25.146140840258187298113514987326070821770','1.2.840.10008.5.1.4.1.1.66.4','e3f7d212-f63d-4605-8cd5-c521655f3235/909e27293e46a92c/2.25.249974027755592461708647500237819645901.dcm',4640,'d8c77ab9dfaf7350029eefc7b7e401dcd1a0c167afff5cf4f2b8d821d8377c01');
INSERT INTO "object" VALUES('2.25.69960352400078369088423381276582758481','e3f7d212-f63d-4605-8cd5-c521655f3235',1,'capture','OT','1.2.826.0.1.3680043.10.1338.1','2.25.225403747722863705950049477018903589785','1.2.840.10008.5.1.4.1.1.7','e3f7d212-f63d-4605-8cd5-c521655f3235/909e27293e46a92c/2.25.69960352400078369088423381276582758481.dcm',2041780,'e4edee59c2391c4b0076bad5a7636070956149fa128cc20f9f6d03032947313f');
INSERT INTO "object" VALUES('2.25.154137392714950715338495833488765244607','e3f7d212-f63d-4605-8cd5-c521655f3235',2,'report','SR','1.2.826.0.1.3680043.10.1338.1','2.25.24161930526669893155336091421492485871','1.2.840.10008.5.1.4.1.1.88.34','e3f7d212-f63d-4605-8cd5-c521655f3235/909e27293e46a92c/2.25.154137392714950715338495833488765244607.dcm',11100,'7935b924d2ce3ad1da2be93ef63604c775c4b755f79f71e1271e22d09e394d65');
INSERT INTO "object" VALUES('2.25.294944552396618561153729769035098523459','e3f7d212-f63d-4605-8cd5-c521655f3235',3,'rejection','KO','1.2.826.0.1.3680043.10.1338.1','2.25.139668497490543174386217980331564510485','1.2.840.10008.5.1.4.1.1.88.59','e3f7d212-f63d-4605-8cd5-c521655f3235/dff41fbc81393382/2.25.294944552396618561153729769035098523459.dcm',2846,'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
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
INSERT INTO "run" VALUES('b55e800b-df24-47d1-a932-c058ba5845c6','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',1,'complete',NULL,'1e119a7f-9733-40fb-858a-6876e6e8229a',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 732.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 732}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 474.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 474}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000683, "tensor": 0.006836, "infer": 0.020103, "conclude": 0.01879}}','{"display_report": false, "segmentation_type": null}','de64ffc2a9f37e9b83c9cc8a5cd2c9ecb8d226ab396faa4696e41f0229e517de');
INSERT INTO "run" VALUES('e3f7d212-f63d-4605-8cd5-c521655f3235','08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392',2,'withdrawn','a second look','ec52dae4-c7a1-4f6a-9d5c-5cca84adf177',1772366400000000,'1.2.826.0.1.3680043.10.1338.1','2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711','drawn','1.0.0','sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215',NULL,'{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 676.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 676}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 500.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 500}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000449, "tensor": 0.000471, "infer": 0.010026, "conclude": 0.013526}}','{"display_report": false, "segmentation_type": null}','9eacb24523e299f5016307c486810e8a351a2df3c0bfa6df8fdba57e4d2814d8');
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
INSERT INTO "withdrawal" VALUES('e3f7d212-f63d-4605-8cd5-c521655f3235','quality','blurred',1772366400000000,'key','ab4ab5b0-ac84-4630-b7aa-e351f7c92576');
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
COMMIT;
