SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.delivery (
    sop_instance_uid character varying(64) NOT NULL,
    destination text NOT NULL,
    state character varying(16) NOT NULL,
    may_be_there boolean NOT NULL,
    detail text NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.form (
    run_id character varying(36) NOT NULL,
    form character varying(255) NOT NULL,
    place integer NOT NULL,
    sop_instance_uid character varying(64) NOT NULL
);
CREATE TABLE public.idempotency (
    key character varying(64) NOT NULL,
    asked_digest character varying(64) NOT NULL,
    job_id character varying(36) NOT NULL
);
CREATE TABLE public.job (
    id character varying(36) NOT NULL,
    state character varying(16) NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    study character varying(64) NOT NULL,
    series character varying(64),
    model text NOT NULL,
    package_digest text NOT NULL,
    source text NOT NULL,
    destinations json NOT NULL,
    priority character varying(16) NOT NULL,
    rerun text,
    expect json,
    not_after bigint,
    expires_at bigint,
    attempt integer NOT NULL,
    wait_until bigint,
    cancel_asked boolean NOT NULL,
    run_id character varying(36),
    reused_from character varying(36),
    outcome json,
    completeness json,
    request_digest character varying(64) NOT NULL,
    withdraws character varying(36),
    trace_id character varying(32)
);
CREATE TABLE public.job_event (
    job_id character varying(36) NOT NULL,
    number integer NOT NULL,
    at bigint NOT NULL,
    kind character varying(16) NOT NULL,
    name text NOT NULL,
    data json NOT NULL
);
CREATE TABLE public.object (
    sop_instance_uid character varying(64) NOT NULL,
    run_id character varying(36) NOT NULL,
    place integer NOT NULL,
    role character varying(16) NOT NULL,
    modality character varying(16) NOT NULL,
    study character varying(64) NOT NULL,
    series character varying(64) NOT NULL,
    sop_class_uid character varying(64) NOT NULL,
    path text NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL
);
CREATE TABLE public.refusal (
    run_id character varying(36) NOT NULL,
    destination text NOT NULL,
    sop_class_uid character varying(64) NOT NULL,
    said character varying(16) NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.run (
    id character varying(36) NOT NULL,
    input_key character varying(64) NOT NULL,
    number integer NOT NULL,
    state character varying(16) NOT NULL,
    reason text,
    job_id character varying(36) NOT NULL,
    started_at bigint NOT NULL,
    study character varying(64) NOT NULL,
    source_digest character varying(64) NOT NULL,
    model_name text NOT NULL,
    model_version text NOT NULL,
    package_digest text NOT NULL,
    status character varying(16),
    result json,
    settings json,
    conclusion character varying(64)
);
CREATE TABLE public.site (
    key_digest character varying(64) NOT NULL
);
CREATE TABLE public.withdrawal (
    run_id character varying(36) NOT NULL,
    reason character varying(16) NOT NULL,
    comment text,
    at bigint NOT NULL,
    caller text NOT NULL,
    job_id character varying(36)
);
CREATE TABLE public.worker (
    name text NOT NULL,
    beats bigint NOT NULL,
    seen_at bigint NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.delivery VALUES ('2.25.102907616094326186337071871441991568870', 'a', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.39211509514753337462632637355809223825', 'a', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.224894903637272919475517958730197465195', 'a', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.102907616094326186337071871441991568870', 'b', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.39211509514753337462632637355809223825', 'b', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.224894903637272919475517958730197465195', 'b', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.294944552396618561153729769035098523459', 'a', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.249974027755592461708647500237819645901', 'a', 'withdrawn', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.69960352400078369088423381276582758481', 'a', 'withdrawn', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.154137392714950715338495833488765244607', 'a', 'withdrawn', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.294944552396618561153729769035098523459', 'b', 'stored', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.249974027755592461708647500237819645901', 'b', 'withdrawn', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.69960352400078369088423381276582758481', 'b', 'withdrawn', true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.154137392714950715338495833488765244607', 'b', 'withdrawn', true, '', 1772366400000000);
INSERT INTO public.form VALUES ('fa2b1f2c-bb17-474d-bd45-558aa817c950', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('fa2b1f2c-bb17-474d-bd45-558aa817c950', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('fa2b1f2c-bb17-474d-bd45-558aa817c950', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'db03399c-336e-454e-932b-4f4df56cfc1f');
INSERT INTO public.job VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378', NULL, NULL);
INSERT INTO public.job VALUES ('a06a204c-7807-4c11-96a7-0bf220b5f164', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', NULL, 'null', NULL, '3ad9275d78178c518c77414cc7ffc8fde8bc53524ef2824827788d2fc09fd052', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', NULL);
INSERT INTO public.job VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'fa2b1f2c-bb17-474d-bd45-558aa817c950', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7', NULL, 'abababababababababababababababab');
INSERT INTO public.job VALUES ('1f9e4fd2-a24e-4e41-b486-567087ecbdc5', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc', NULL, NULL);
INSERT INTO public.job VALUES ('310d267a-ef8a-48c4-a63d-0c46a563aa4d', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe', NULL, NULL);
INSERT INTO public.job VALUES ('db03399c-336e-454e-932b-4f4df56cfc1f', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, 'd583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd', NULL, NULL);
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.020806}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.022455}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.041304}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.01776}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.032436}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.661126}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.344112}');
INSERT INTO public.job_event VALUES ('139a428a-09e3-472e-ba19-1f5572763156', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 8.7e-05}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.039563}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.064822}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.022092}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.040298}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.775443}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.376302}');
INSERT INTO public.job_event VALUES ('7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('a06a204c-7807-4c11-96a7-0bf220b5f164', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('a06a204c-7807-4c11-96a7-0bf220b5f164', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('a06a204c-7807-4c11-96a7-0bf220b5f164', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.270233}');
INSERT INTO public.job_event VALUES ('a06a204c-7807-4c11-96a7-0bf220b5f164', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.228484}');
INSERT INTO public.job_event VALUES ('a06a204c-7807-4c11-96a7-0bf220b5f164', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('1f9e4fd2-a24e-4e41-b486-567087ecbdc5', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('1f9e4fd2-a24e-4e41-b486-567087ecbdc5', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('1f9e4fd2-a24e-4e41-b486-567087ecbdc5', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('310d267a-ef8a-48c4-a63d-0c46a563aa4d', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('310d267a-ef8a-48c4-a63d-0c46a563aa4d', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('310d267a-ef8a-48c4-a63d-0c46a563aa4d', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('db03399c-336e-454e-932b-4f4df56cfc1f', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'fa2b1f2c-bb17-474d-bd45-558aa817c950', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'fa2b1f2c-bb17-474d-bd45-558aa817c950/f3b4669ea0b0b34e/2.25.102907616094326186337071871441991568870.dcm', 4640, 'ca80ffa04b504fcfa6e67c794ed557413e6a964725def620ca3e9d3bda98b270');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'fa2b1f2c-bb17-474d-bd45-558aa817c950', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'fa2b1f2c-bb17-474d-bd45-558aa817c950/f3b4669ea0b0b34e/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'ceb936f7640b2986f74c2c63d11b97f92d4771dba9aa20e1de7642257fc08d4f');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'fa2b1f2c-bb17-474d-bd45-558aa817c950', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'fa2b1f2c-bb17-474d-bd45-558aa817c950/f3b4669ea0b0b34e/2.25.224894903637272919475517958730197465195.dcm', 11148, 'b78c3c47eff1b3ee9a5ffbdc301e424d9625a837baab120999c3c9013ef3d492');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f/651ca435223cbd3b/2.25.249974027755592461708647500237819645901.dcm', 4640, 'd8c77ab9dfaf7350029eefc7b7e401dcd1a0c167afff5cf4f2b8d821d8377c01');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f/651ca435223cbd3b/2.25.69960352400078369088423381276582758481.dcm', 2041780, 'e4edee59c2391c4b0076bad5a7636070956149fa128cc20f9f6d03032947313f');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f/651ca435223cbd3b/2.25.154137392714950715338495833488765244607.dcm', 11100, '7935b924d2ce3ad1da2be93ef63604c775c4b755f79f71e1271e22d09e394d65');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '24679118-a5cc-4cbb-bf13-ffc09a4e9f8f/c4d249d56b1a3067/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('fa2b1f2c-bb17-474d-bd45-558aa817c950', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '139a428a-09e3-472e-ba19-1f5572763156', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 732.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 732}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 474.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 474}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001971, "tensor": 0.000521, "infer": 0.006348, "conclude": 0.008713}}', '{"display_report": false, "segmentation_type": null}', 'de64ffc2a9f37e9b83c9cc8a5cd2c9ecb8d226ab396faa4696e41f0229e517de');
INSERT INTO public.run VALUES ('24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '7cc4906a-fa5b-4343-bf88-e7b7f6d4942a', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 676.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 676}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 500.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 500}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000435, "tensor": 0.000468, "infer": 0.013964, "conclude": 0.015993}}', '{"display_report": false, "segmentation_type": null}', '9eacb24523e299f5016307c486810e8a351a2df3c0bfa6df8fdba57e4d2814d8');
INSERT INTO public.site VALUES ('0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO public.withdrawal VALUES ('24679118-a5cc-4cbb-bf13-ffc09a4e9f8f', 'quality', 'blurred', 1772366400000000, 'key', 'a06a204c-7807-4c11-96a7-0bf220b5f164');
INSERT INTO public.worker VALUES ('worker', 1, 1772366400000000);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT pk_delivery PRIMARY KEY (sop_instance_uid, destination);
ALTER TABLE ONLY public.form
    ADD CONSTRAINT pk_form PRIMARY KEY (run_id, form, place);
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT pk_idempotency PRIMARY KEY (key);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT pk_job PRIMARY KEY (id);
ALTER TABLE ONLY public.job_event
    ADD CONSTRAINT pk_job_event PRIMARY KEY (job_id, number);
ALTER TABLE ONLY public.object
    ADD CONSTRAINT pk_object PRIMARY KEY (sop_instance_uid);
ALTER TABLE ONLY public.refusal
    ADD CONSTRAINT pk_refusal PRIMARY KEY (run_id, destination, sop_class_uid);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT pk_run PRIMARY KEY (id);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT pk_site PRIMARY KEY (key_digest);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT pk_withdrawal PRIMARY KEY (run_id);
ALTER TABLE ONLY public.worker
    ADD CONSTRAINT pk_worker PRIMARY KEY (name);
ALTER TABLE ONLY public.object
    ADD CONSTRAINT uq_object_run_id_place UNIQUE (run_id, place);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT uq_run_input_key_number UNIQUE (input_key, number);
CREATE INDEX ix_idempotency_job_id ON public.idempotency USING btree (job_id);
CREATE INDEX ix_job_created_at ON public.job USING btree (created_at);
CREATE INDEX ix_job_request_digest ON public.job USING btree (request_digest);
CREATE INDEX ix_job_run_id ON public.job USING btree (run_id);
CREATE INDEX ix_job_state ON public.job USING btree (state);
CREATE INDEX ix_job_study ON public.job USING btree (study);
CREATE INDEX ix_run_job_id ON public.run USING btree (job_id);
CREATE INDEX ix_run_state ON public.run USING btree (state);
CREATE INDEX ix_run_study ON public.run USING btree (study);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT fk_delivery_sop_instance_uid_object FOREIGN KEY (sop_instance_uid) REFERENCES public.object(sop_instance_uid);
ALTER TABLE ONLY public.form
    ADD CONSTRAINT fk_form_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
ALTER TABLE ONLY public.form
    ADD CONSTRAINT fk_form_sop_instance_uid_object FOREIGN KEY (sop_instance_uid) REFERENCES public.object(sop_instance_uid);
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT fk_idempotency_job_id_job FOREIGN KEY (job_id) REFERENCES public.job(id);
ALTER TABLE ONLY public.job_event
    ADD CONSTRAINT fk_job_event_job_id_job FOREIGN KEY (job_id) REFERENCES public.job(id);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT fk_job_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT fk_job_withdraws_run FOREIGN KEY (withdraws) REFERENCES public.run(id);
ALTER TABLE ONLY public.object
    ADD CONSTRAINT fk_object_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
ALTER TABLE ONLY public.refusal
    ADD CONSTRAINT fk_refusal_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT fk_withdrawal_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
