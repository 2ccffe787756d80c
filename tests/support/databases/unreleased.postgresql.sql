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
CREATE FUNCTION public.audit_only_added_to() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'only added to'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.audit (
    number bigint NOT NULL,
    at bigint NOT NULL,
    action character varying(32) NOT NULL,
    outcome character varying(16) NOT NULL,
    caller text NOT NULL,
    via text NOT NULL,
    address text,
    study character varying(64),
    job character varying(36),
    facts text NOT NULL,
    previous character varying(64) NOT NULL,
    mac character varying(64) NOT NULL
);
CREATE TABLE public.audit_sent (
    receiver text NOT NULL,
    number bigint NOT NULL
);
CREATE TABLE public.callback (
    job_id character varying(36) NOT NULL,
    number integer NOT NULL,
    event character varying(32) NOT NULL,
    receiver character varying(63) NOT NULL,
    url text,
    body text NOT NULL,
    created_at bigint NOT NULL,
    state character varying(16) NOT NULL,
    attempts integer NOT NULL,
    next_at bigint NOT NULL,
    last_status integer,
    fault character varying(32),
    updated_at bigint NOT NULL
);
CREATE TABLE public.delivery (
    sop_instance_uid character varying(64) NOT NULL,
    destination text NOT NULL,
    state character varying(16) NOT NULL,
    may_be_there boolean NOT NULL,
    turns integer NOT NULL,
    seen boolean NOT NULL,
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
    trace_id character varying(32),
    shadow_of character varying(36),
    callback json
);
CREATE TABLE public.job_event (
    job_id character varying(36) NOT NULL,
    number integer NOT NULL,
    at bigint NOT NULL,
    kind character varying(16) NOT NULL,
    name text NOT NULL,
    data json NOT NULL
);
CREATE TABLE public.model_pause (
    name character varying(63) NOT NULL,
    at bigint NOT NULL,
    caller text NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.model_tag (
    name character varying(63) NOT NULL,
    tag character varying(63) NOT NULL,
    version character varying(128) NOT NULL,
    number integer NOT NULL
);
CREATE TABLE public.model_tag_move (
    name character varying(63) NOT NULL,
    tag character varying(63) NOT NULL,
    number integer NOT NULL,
    kind character varying(16) NOT NULL,
    version character varying(128) NOT NULL,
    previous character varying(128),
    at bigint NOT NULL,
    caller text NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.model_version (
    name character varying(63) NOT NULL,
    version character varying(128) NOT NULL,
    digest character varying(71) NOT NULL,
    weights_digest character varying(71) NOT NULL,
    files json NOT NULL,
    title text NOT NULL,
    trained_on character varying(16) NOT NULL,
    statement text NOT NULL,
    state character varying(16) NOT NULL,
    shipped boolean NOT NULL,
    added_at bigint NOT NULL,
    added_by text NOT NULL,
    added_reason text NOT NULL,
    changed_at bigint,
    changed_by text,
    changed_reason text,
    sunset bigint,
    replacement character varying(128),
    report json
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
    conclusion character varying(64),
    shadow boolean NOT NULL
);
CREATE TABLE public.shadow (
    job_id character varying(36) NOT NULL,
    name character varying(63) NOT NULL,
    version character varying(128) NOT NULL,
    beside character varying(36) NOT NULL,
    beside_version character varying(128) NOT NULL,
    at bigint NOT NULL,
    agreement json NOT NULL,
    seconds json NOT NULL
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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'a94912ed1b763ae2b64e8629e6f40f6f9320a84404439776091c4e2ce1e107fd');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"b","by":"study"}', 'a94912ed1b763ae2b64e8629e6f40f6f9320a84404439776091c4e2ce1e107fd', '6ff248e0e7283e3da160f19a50468b6bdc892bba1cc644fafbb20144beb85840');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","by":"study"}', '6ff248e0e7283e3da160f19a50468b6bdc892bba1cc644fafbb20144beb85840', '036ade082403b8fad29f0ba0ca1b778e8e5b866be8129620f182476fe9935565');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '036ade082403b8fad29f0ba0ca1b778e8e5b866be8129620f182476fe9935565', '971ea539c1277251fdbeaf500ba73886752cd5f316e1208db504028cb2087c0c');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '971ea539c1277251fdbeaf500ba73886752cd5f316e1208db504028cb2087c0c', '15ff80dd8760480fac6e71ea676b427f7a2c0e5b36e3e2a9457748d60f4fb6aa');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","by":"study"}', '15ff80dd8760480fac6e71ea676b427f7a2c0e5b36e3e2a9457748d60f4fb6aa', 'ce994d01c65bb086dedf481fa661235af102c2789ca1bfc0b48f654ed93188f9');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","by":"study"}', 'ce994d01c65bb086dedf481fa661235af102c2789ca1bfc0b48f654ed93188f9', '87ac7920a1d32618676fed34fdb4fa10a499e3bd19ff178b65623d6e3225f7b9');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '87ac7920a1d32618676fed34fdb4fa10a499e3bd19ff178b65623d6e3225f7b9', '31914a90b86d2ac50c95a5a9657b49185c2c27fa61cb90355f1e8f5ee07aaa31');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '31914a90b86d2ac50c95a5a9657b49185c2c27fa61cb90355f1e8f5ee07aaa31', 'e5095baa04f061e37bacbe3e1c19235970a5826a6bdd2394ed0b79c9d29f1f3a');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"b","by":"study"}', 'e5095baa04f061e37bacbe3e1c19235970a5826a6bdd2394ed0b79c9d29f1f3a', 'cb96422b39f53b6d461f98f169e506c7a13e81821d0dee76d0135c30d8927c23');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'cb96422b39f53b6d461f98f169e506c7a13e81821d0dee76d0135c30d8927c23', 'acd56118f729dad9fa9aaa674c3c64e43135eec9fc4887df8c674bebc1ae1f20');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db471b13-6783-4957-bdc6-587cdf5ebeeb', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'acd56118f729dad9fa9aaa674c3c64e43135eec9fc4887df8c674bebc1ae1f20', '80569e034c9db59957e360c221d72eccd305a62253aa2db5a6d4322ad7aa1912');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","by":"study"}', '80569e034c9db59957e360c221d72eccd305a62253aa2db5a6d4322ad7aa1912', '631611b410d0682622b35a8166e506aac2f1d661a09f93ca8527fcad946af09d');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"b","by":"study"}', '631611b410d0682622b35a8166e506aac2f1d661a09f93ca8527fcad946af09d', 'fb57ab718d1d04c635ddd8952a026956f42a2c01e47fcb3dfa878eba6833cbb8');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","by":"study"}', 'fb57ab718d1d04c635ddd8952a026956f42a2c01e47fcb3dfa878eba6833cbb8', '34390ca04c9094fa7733089754fc8cb06d4e68488ba0446005dca89e25dd5199');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '34390ca04c9094fa7733089754fc8cb06d4e68488ba0446005dca89e25dd5199', '45c905f0458f7bcd316888f6e4bfeadc65a1828c81b7d5f0f10e6560c68b9b4f');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '45c905f0458f7bcd316888f6e4bfeadc65a1828c81b7d5f0f10e6560c68b9b4f', 'af5addc171f8e7db3b11f54a8f64370deca139671049e508fefbafeb3cc49c48');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","by":"study"}', 'af5addc171f8e7db3b11f54a8f64370deca139671049e508fefbafeb3cc49c48', '2a3f546cf45281fcfc7a3a141b6b52b91008a8ee97931baf477e74b3d658d8fc');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","by":"study"}', '2a3f546cf45281fcfc7a3a141b6b52b91008a8ee97931baf477e74b3d658d8fc', 'df1b5c5d1240b1eec408534b666de858d3541992710415a3022b98e4c6f1db01');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'df1b5c5d1240b1eec408534b666de858d3541992710415a3022b98e4c6f1db01', '47afd1184a2aba5d1f5189448cd36d2e944c5d730651f53819abeb2c810b63e1');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '47afd1184a2aba5d1f5189448cd36d2e944c5d730651f53819abeb2c810b63e1', 'd24b45f1dab89a670f1675f441e433b86ca95bfcb06b2e1ccad1cd7579a9cc2c');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"b","by":"study"}', 'd24b45f1dab89a670f1675f441e433b86ca95bfcb06b2e1ccad1cd7579a9cc2c', '133ba39034b3c0653160b2563cf95b910c1094f1af3be95c25c6637b2954d16d');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '133ba39034b3c0653160b2563cf95b910c1094f1af3be95c25c6637b2954d16d', '35d02b27cd51ed19926b80ca8fd91c9f7a811c00bc446ddc1facd752d995e28e');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '35d02b27cd51ed19926b80ca8fd91c9f7a811c00bc446ddc1facd752d995e28e', '7a0414625d6626010b5b5850c83eb7a1c8c1a660dfa85921e4b6909034d9eeb5');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"a","by":"study"}', '7a0414625d6626010b5b5850c83eb7a1c8c1a660dfa85921e4b6909034d9eeb5', '67291a3d53a84945f68e0bad9955015787f098aa4856ffd955252b479de9b7ec');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"a","by":"study"}', '67291a3d53a84945f68e0bad9955015787f098aa4856ffd955252b479de9b7ec', '80b4890e8ef7311f7a6ace2c29f18544c8ac55bb0db23387c3ba5ae63b524cc4');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '80b4890e8ef7311f7a6ace2c29f18544c8ac55bb0db23387c3ba5ae63b524cc4', '7b438f40ca11ab43f1007b49f8c53b305a2c56e65a8271fe764e2ef66c2d5815');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '7b438f40ca11ab43f1007b49f8c53b305a2c56e65a8271fe764e2ef66c2d5815', 'f1d52cd8b636b48a6ae3f1db6105999047b3113d735544aec041c20eb468b3a3');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"b","by":"study"}', 'f1d52cd8b636b48a6ae3f1db6105999047b3113d735544aec041c20eb468b3a3', '8a9b33d6e22b21c142fd0eab80e28acb67221cc6508eec723a3b2f9054f8044e');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"b","by":"study"}', '8a9b33d6e22b21c142fd0eab80e28acb67221cc6508eec723a3b2f9054f8044e', '0ff508fd44cab3b1049cfea28d8892f184a0fa961ab1b1cf4c0de167c0ad303c');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '0ff508fd44cab3b1049cfea28d8892f184a0fa961ab1b1cf4c0de167c0ad303c', '82bb0fcb7d440dec613d7982b4cd89ac92b10d6dd1ac40a40309d8b5dc46e5db');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aaf837e1-b097-4944-9cd3-105b999c46b1', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '82bb0fcb7d440dec613d7982b4cd89ac92b10d6dd1ac40a40309d8b5dc46e5db', '212031c31c290300b7bb4a9275fb9a2b6ddde90cfc2f337008b63287c2d4c0b3');
INSERT INTO public.delivery VALUES ('2.25.102907616094326186337071871441991568870', 'a', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.39211509514753337462632637355809223825', 'a', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.224894903637272919475517958730197465195', 'a', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.102907616094326186337071871441991568870', 'b', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.39211509514753337462632637355809223825', 'b', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.224894903637272919475517958730197465195', 'b', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.294944552396618561153729769035098523459', 'a', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.154137392714950715338495833488765244607', 'a', 'withdrawn', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.249974027755592461708647500237819645901', 'a', 'withdrawn', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.69960352400078369088423381276582758481', 'a', 'withdrawn', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.294944552396618561153729769035098523459', 'b', 'stored', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.154137392714950715338495833488765244607', 'b', 'withdrawn', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.249974027755592461708647500237819645901', 'b', 'withdrawn', true, 1, true, '', 1772366400000000);
INSERT INTO public.delivery VALUES ('2.25.69960352400078369088423381276582758481', 'b', 'withdrawn', true, 1, true, '', 1772366400000000);
INSERT INTO public.form VALUES ('4bff3a9b-5468-4ebe-b93e-2bd62f63a712', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('4bff3a9b-5468-4ebe-b93e-2bd62f63a712', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('4bff3a9b-5468-4ebe-b93e-2bd62f63a712', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('666db2ac-389c-4725-aabb-c5595ef08b81', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('666db2ac-389c-4725-aabb-c5595ef08b81', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('666db2ac-389c-4725-aabb-c5595ef08b81', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'a03e7812-4b14-4277-b77a-7ad17a6bb222');
INSERT INTO public.job VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '666db2ac-389c-4725-aabb-c5595ef08b81', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('aaf837e1-b097-4944-9cd3-105b999c46b1', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '666db2ac-389c-4725-aabb-c5595ef08b81', NULL, 'null', NULL, '5f9745a69bb6b5e10f072647926b683a15e0df34a8ac147bae2351cc71cdd79b', '666db2ac-389c-4725-aabb-c5595ef08b81', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '4bff3a9b-5468-4ebe-b93e-2bd62f63a712', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, NULL);
INSERT INTO public.job VALUES ('30698ef8-bd47-43a8-8a34-c8d76b65e770', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('2ed93c9c-8db3-4073-aa62-62bf928afc8b', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('a03e7812-4b14-4277-b77a-7ad17a6bb222', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.212454}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.20761}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.364564}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.141031}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.205605}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 8, 1772366400000000, 'step', 'encode', '{"seconds": 4.143943}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 1.630526}');
INSERT INTO public.job_event VALUES ('db471b13-6783-4957-bdc6-587cdf5ebeeb', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000199}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.237073}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.421649}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.065036}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.138088}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 8, 1772366400000000, 'step', 'encode', '{"seconds": 3.960517}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 2.005305}');
INSERT INTO public.job_event VALUES ('f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('aaf837e1-b097-4944-9cd3-105b999c46b1', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('aaf837e1-b097-4944-9cd3-105b999c46b1', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('aaf837e1-b097-4944-9cd3-105b999c46b1', 3, 1772366400000000, 'step', 'reject', '{"seconds": 1.648013}');
INSERT INTO public.job_event VALUES ('aaf837e1-b097-4944-9cd3-105b999c46b1', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 2.103774}');
INSERT INTO public.job_event VALUES ('aaf837e1-b097-4944-9cd3-105b999c46b1', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('30698ef8-bd47-43a8-8a34-c8d76b65e770', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('30698ef8-bd47-43a8-8a34-c8d76b65e770', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('30698ef8-bd47-43a8-8a34-c8d76b65e770', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('2ed93c9c-8db3-4073-aa62-62bf928afc8b', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('2ed93c9c-8db3-4073-aa62-62bf928afc8b', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('2ed93c9c-8db3-4073-aa62-62bf928afc8b', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('a03e7812-4b14-4277-b77a-7ad17a6bb222', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '4bff3a9b-5468-4ebe-b93e-2bd62f63a712', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '4bff3a9b-5468-4ebe-b93e-2bd62f63a712/463c2e807aa93391/2.25.102907616094326186337071871441991568870.dcm', 4640, '9347dacbc2f1792ed7a0750e343bdb490e7d7a1f80d02ee0db91787879fd087d');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '4bff3a9b-5468-4ebe-b93e-2bd62f63a712', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '4bff3a9b-5468-4ebe-b93e-2bd62f63a712/463c2e807aa93391/2.25.39211509514753337462632637355809223825.dcm', 2041780, '539a4ee450728dc33df2e2da8c9336b20b563d9915ac60288b2888bda9656788');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '4bff3a9b-5468-4ebe-b93e-2bd62f63a712', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '4bff3a9b-5468-4ebe-b93e-2bd62f63a712/463c2e807aa93391/2.25.224894903637272919475517958730197465195.dcm', 11084, 'da8b032c48080e1886880bd4b0da73a7d79f75100e03a50c9ae0f0a2dc8b053f');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '666db2ac-389c-4725-aabb-c5595ef08b81', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '666db2ac-389c-4725-aabb-c5595ef08b81/b61c40a9180367d9/2.25.249974027755592461708647500237819645901.dcm', 4640, '7880b456c1f6b32ab3a778bbb60e19db5c1613e65f17ab19c5d932c4fb387e06');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '666db2ac-389c-4725-aabb-c5595ef08b81', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '666db2ac-389c-4725-aabb-c5595ef08b81/b61c40a9180367d9/2.25.69960352400078369088423381276582758481.dcm', 2041780, '70bb906fee6b21717b4afea50dfc730dc771eb68e0472d2714b79085aa92fdd4');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '666db2ac-389c-4725-aabb-c5595ef08b81', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '666db2ac-389c-4725-aabb-c5595ef08b81/b61c40a9180367d9/2.25.154137392714950715338495833488765244607.dcm', 11092, 'e47b05c08ec8823fa054351cd25f92ee6bb36ccc65a4e0b83f7f6e42f3c79713');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '666db2ac-389c-4725-aabb-c5595ef08b81', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '666db2ac-389c-4725-aabb-c5595ef08b81/57dcf3d355b3fabf/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('4bff3a9b-5468-4ebe-b93e-2bd62f63a712', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'db471b13-6783-4957-bdc6-587cdf5ebeeb', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 717.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 717}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 500.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 500}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001118, "tensor": 0.026847, "infer": 0.029988, "conclude": 0.064638}}', '{"display_report": false, "segmentation_type": null}', '143f49fda8aa290bb510643bec9715b513c4f37d2ff6435738e2c130b4528c6f', false);
INSERT INTO public.run VALUES ('666db2ac-389c-4725-aabb-c5595ef08b81', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', 'f200a2e7-d35b-4d23-82f6-ab398a3ef96d', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 699.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 699}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 526.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 526}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.011399, "tensor": 0.000643, "infer": 0.031216, "conclude": 0.025378}}', '{"display_report": false, "segmentation_type": null}', '400c219209b9932bbcdf1e9918df51bd12a782dc414ce7d9c2c1458a13f06cb7', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('666db2ac-389c-4725-aabb-c5595ef08b81', 'quality', 'blurred', 1772366400000000, 'key', 'aaf837e1-b097-4944-9cd3-105b999c46b1');
INSERT INTO public.worker VALUES ('worker', 1, 1772366400000000);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);
ALTER TABLE ONLY public.audit_sent
    ADD CONSTRAINT pk_audit_sent PRIMARY KEY (receiver);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT pk_callback PRIMARY KEY (job_id, number);
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
ALTER TABLE ONLY public.model_pause
    ADD CONSTRAINT pk_model_pause PRIMARY KEY (name);
ALTER TABLE ONLY public.model_tag
    ADD CONSTRAINT pk_model_tag PRIMARY KEY (name, tag);
ALTER TABLE ONLY public.model_tag_move
    ADD CONSTRAINT pk_model_tag_move PRIMARY KEY (name, tag, number);
ALTER TABLE ONLY public.model_version
    ADD CONSTRAINT pk_model_version PRIMARY KEY (name, version);
ALTER TABLE ONLY public.object
    ADD CONSTRAINT pk_object PRIMARY KEY (sop_instance_uid);
ALTER TABLE ONLY public.refusal
    ADD CONSTRAINT pk_refusal PRIMARY KEY (run_id, destination, sop_class_uid);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT pk_run PRIMARY KEY (id);
ALTER TABLE ONLY public.shadow
    ADD CONSTRAINT pk_shadow PRIMARY KEY (job_id);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT pk_site PRIMARY KEY (key_digest);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT pk_withdrawal PRIMARY KEY (run_id);
ALTER TABLE ONLY public.worker
    ADD CONSTRAINT pk_worker PRIMARY KEY (name);
ALTER TABLE ONLY public.model_version
    ADD CONSTRAINT uq_model_version_digest UNIQUE (digest);
ALTER TABLE ONLY public.object
    ADD CONSTRAINT uq_object_run_id_place UNIQUE (run_id, place);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT uq_run_input_key_number UNIQUE (input_key, number);
CREATE INDEX ix_audit_caller ON public.audit USING btree (caller);
CREATE INDEX ix_audit_study ON public.audit USING btree (study);
CREATE INDEX ix_callback_state_receiver_next_at ON public.callback USING btree (state, receiver, next_at);
CREATE INDEX ix_idempotency_job_id ON public.idempotency USING btree (job_id);
CREATE INDEX ix_job_created_at ON public.job USING btree (created_at);
CREATE INDEX ix_job_request_digest ON public.job USING btree (request_digest);
CREATE INDEX ix_job_run_id ON public.job USING btree (run_id);
CREATE INDEX ix_job_state ON public.job USING btree (state);
CREATE INDEX ix_job_study ON public.job USING btree (study);
CREATE INDEX ix_run_job_id ON public.run USING btree (job_id);
CREATE INDEX ix_run_state ON public.run USING btree (state);
CREATE INDEX ix_run_study ON public.run USING btree (study);
CREATE INDEX ix_shadow_name_version ON public.shadow USING btree (name, version);
CREATE TRIGGER audit_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.audit_only_added_to();
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT fk_callback_job_id_job FOREIGN KEY (job_id) REFERENCES public.job(id);
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
