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
CREATE TABLE public.announced (
    request_digest character varying(64) NOT NULL,
    study character varying(64) NOT NULL,
    inputs character varying(64) NOT NULL,
    job_id character varying(36) NOT NULL,
    at bigint NOT NULL
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
CREATE TABLE public.begun (
    job_id character varying(36) NOT NULL,
    step character varying(32) NOT NULL,
    boot text NOT NULL
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
CREATE TABLE public.claim (
    worklist character varying(63) NOT NULL,
    uid character varying(64) NOT NULL,
    state character varying(16) NOT NULL,
    transaction_uid character varying(64) NOT NULL,
    attributes json NOT NULL,
    job_id character varying(36),
    earlier_job_id character varying(36),
    said text,
    said_at bigint,
    failures integer NOT NULL,
    detail text NOT NULL,
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
    not_before bigint,
    inputs character varying(64),
    shadow_of character varying(36),
    callback json,
    owner character varying(64),
    patient json
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
CREATE TABLE public.poll (
    name text NOT NULL,
    subject text NOT NULL,
    place bigint,
    floor bigint,
    begun_at bigint,
    moved_at bigint,
    good_at bigint NOT NULL,
    holder character varying(32),
    beats bigint NOT NULL
);
CREATE TABLE public.poll_study (
    poll text NOT NULL,
    study character varying(64) NOT NULL,
    series integer,
    instances integer,
    due_at bigint,
    failures integer NOT NULL,
    place bigint NOT NULL,
    generation bigint NOT NULL,
    caller json
);
CREATE TABLE public.reception (
    study character varying(64) NOT NULL,
    first_at bigint NOT NULL,
    last_at bigint NOT NULL,
    instances integer NOT NULL,
    bytes bigint NOT NULL,
    expected integer,
    announced integer NOT NULL,
    settled boolean NOT NULL,
    not_before bigint NOT NULL,
    failures integer NOT NULL,
    caller text NOT NULL,
    via text NOT NULL,
    address text,
    ae_title character varying(16)
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
    inputs text,
    predecessors json,
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
    token text NOT NULL,
    beats bigint NOT NULL,
    seen_at bigint NOT NULL
);
CREATE TABLE public.workitem (
    uid character varying(64) NOT NULL,
    state character varying(16) NOT NULL,
    attributes json NOT NULL,
    lock character varying(64),
    study character varying(64),
    model text,
    performer character varying(16) NOT NULL,
    caller text NOT NULL,
    job_id character varying(36),
    cancel json,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'a964679a134dbc64122759f8b45c5f223e8fa49d1e67575005d3a441074d517d');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"b","by":"study"}', 'a964679a134dbc64122759f8b45c5f223e8fa49d1e67575005d3a441074d517d', '5f6bfe4c391c8762aab7a4e9b3ac8b8191611bb582d8618adaf45a10be54065f');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","by":"study"}', '5f6bfe4c391c8762aab7a4e9b3ac8b8191611bb582d8618adaf45a10be54065f', '692fa580af7d80e45a784bd7cf37b88331c43c0746471b76f4bdf3a80e128be5');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '692fa580af7d80e45a784bd7cf37b88331c43c0746471b76f4bdf3a80e128be5', '807d4a0d6fccc20f879b5e5f9a79bbc03eec17519c874e0c2ff56c136fad31c6');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '807d4a0d6fccc20f879b5e5f9a79bbc03eec17519c874e0c2ff56c136fad31c6', '8c3f4f2c03ff2bf4b888e00698cd7f05c78ad61a99809ec3f5339437a1ba0eea');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","by":"study"}', '8c3f4f2c03ff2bf4b888e00698cd7f05c78ad61a99809ec3f5339437a1ba0eea', '573a70fc01a4365d0066beb9fce3296c38ca9ca21b87a5cd59d5f5bea3496084');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","by":"study"}', '573a70fc01a4365d0066beb9fce3296c38ca9ca21b87a5cd59d5f5bea3496084', 'c514f16a6bac3a216d80fd3ebd8e5aa81cbbb759ff5b26b7ad161b1050af981c');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'c514f16a6bac3a216d80fd3ebd8e5aa81cbbb759ff5b26b7ad161b1050af981c', '5728cbd235f31068ce0028abdb06bf4113add03a780f0820692b0360721f90bc');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '5728cbd235f31068ce0028abdb06bf4113add03a780f0820692b0360721f90bc', 'cbe5c1115208361f1ec590b24773a74927897d44bf1d26510e9d52c86343dbe0');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"b","by":"study"}', 'cbe5c1115208361f1ec590b24773a74927897d44bf1d26510e9d52c86343dbe0', 'c5848ec07b1b97dfd1b50e7f49918ad3cc4b180e35bc952ac56b4c03b31389fe');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'c5848ec07b1b97dfd1b50e7f49918ad3cc4b180e35bc952ac56b4c03b31389fe', 'a214cef9a1af49e2a3ed17771042cc4c3041a5260ce9ff8fbbfcd36e9870772c');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'a214cef9a1af49e2a3ed17771042cc4c3041a5260ce9ff8fbbfcd36e9870772c', '47fa36f98bba7d150bc646ccad2197d1a3c6d3d21f396d25072ca5736fc81f3f');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","by":"study"}', '47fa36f98bba7d150bc646ccad2197d1a3c6d3d21f396d25072ca5736fc81f3f', 'a936d8a36b5e3dbe8302f12ffc11e5c71b3dc99f567113694120832b1ea5b690');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"b","by":"study"}', 'a936d8a36b5e3dbe8302f12ffc11e5c71b3dc99f567113694120832b1ea5b690', '2f93a77e5e92b521f200745102a7f2558071e09ebead4f018383259894491c2b');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","by":"study"}', '2f93a77e5e92b521f200745102a7f2558071e09ebead4f018383259894491c2b', '44ae7725904681e972850f919879c3299edf0a96cfaa0eb3558675d0220c3da3');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '44ae7725904681e972850f919879c3299edf0a96cfaa0eb3558675d0220c3da3', 'dbb3aa5c740e394e516138cef9cc3d930549bc4589ca7813da6358e49097387c');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'dbb3aa5c740e394e516138cef9cc3d930549bc4589ca7813da6358e49097387c', '02ef70b46798e65586f4f7cbb73d15f809e37445acfc7b57b1afcf405921d625');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","by":"study"}', '02ef70b46798e65586f4f7cbb73d15f809e37445acfc7b57b1afcf405921d625', 'f6f991af850e74775f97af150eddfc96ad473e16e1d94e33d78bba16f146e66f');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","by":"study"}', 'f6f991af850e74775f97af150eddfc96ad473e16e1d94e33d78bba16f146e66f', '5137181df53f539aad6fef4ed4f2378109579eb9ea09870b4b8496e87a722cd5');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '5137181df53f539aad6fef4ed4f2378109579eb9ea09870b4b8496e87a722cd5', 'b9d80793f783df1063afd26ddafd98804bf5987f2c9ae3678bc85c00c0cf42db');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'b9d80793f783df1063afd26ddafd98804bf5987f2c9ae3678bc85c00c0cf42db', '4af77b04b0e9b435b50c51a1b180cd37039cd2ab7d8b387f0b8f1257027a812e');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"b","by":"study"}', '4af77b04b0e9b435b50c51a1b180cd37039cd2ab7d8b387f0b8f1257027a812e', '4c7cfbeda24b333576bdf9b507748347123f4f4cbf92e7dad596a4f004eb567d');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '4c7cfbeda24b333576bdf9b507748347123f4f4cbf92e7dad596a4f004eb567d', '190ca10e3e60279e88ce34b29fa0f08880753a8df5c292be18494382b4417430');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '811f6daf-e0e3-4f29-88dc-86761ce839c8', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '190ca10e3e60279e88ce34b29fa0f08880753a8df5c292be18494382b4417430', '5052f578c55a0f0fe4a88bbe89b78eaa2ec73053c0e7fd1311cc8056a15dc4e4');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"a","by":"study"}', '5052f578c55a0f0fe4a88bbe89b78eaa2ec73053c0e7fd1311cc8056a15dc4e4', 'f9c6ce6ba357d2ed5375c8e0b0c3214874baf4259fe173d26fd5bdca3949530d');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"a","by":"study"}', 'f9c6ce6ba357d2ed5375c8e0b0c3214874baf4259fe173d26fd5bdca3949530d', 'ca7c4118e66588fb20202d889bb69ccebc258dc7fb0c6ad825c5d6fa092b4bc2');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'ca7c4118e66588fb20202d889bb69ccebc258dc7fb0c6ad825c5d6fa092b4bc2', '320f2c81fa23b76ad8efe4c415f6a12b95fbb1ed941a590d61f83a05a37dfa84');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '320f2c81fa23b76ad8efe4c415f6a12b95fbb1ed941a590d61f83a05a37dfa84', '14ead68cd60de5ae0f1ade8e8712d2ac2ffa8bcd1ea3aeeccd2383f7a866d646');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"b","by":"study"}', '14ead68cd60de5ae0f1ade8e8712d2ac2ffa8bcd1ea3aeeccd2383f7a866d646', '38bd29e079fbd44ce96e4e0de4d52ac415e3003667a660421b2721667e7b1032');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"b","by":"study"}', '38bd29e079fbd44ce96e4e0de4d52ac415e3003667a660421b2721667e7b1032', 'a5d9810ed3197f8aae65290df70aa17fc675ccc853d876509c511a30e249d6ef');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'a5d9810ed3197f8aae65290df70aa17fc675ccc853d876509c511a30e249d6ef', '3deccc9d517e311df547180dd716d8ba34bbf52db4d01c896f4cb0bcf8ba3bf9');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e27499c5-d607-459a-8972-b64aa336384c', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '3deccc9d517e311df547180dd716d8ba34bbf52db4d01c896f4cb0bcf8ba3bf9', '9ac7c1dac7f42a48d99be73963292566d7124ecea95cc5dc39169f0913a904d2');
INSERT INTO public.begun VALUES ('00000000-0000-4000-8000-000000000001', 'analyse', 'boot');
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
INSERT INTO public.form VALUES ('8c4655f8-3e71-4ef2-a8d6-871e573f9d58', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('8c4655f8-3e71-4ef2-a8d6-871e573f9d58', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('8c4655f8-3e71-4ef2-a8d6-871e573f9d58', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('6a55b55c-b3bf-4a23-8253-3ae02f7028b5', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('6a55b55c-b3bf-4a23-8253-3ae02f7028b5', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('6a55b55c-b3bf-4a23-8253-3ae02f7028b5', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'a4d69ffe-bd9a-43e1-b959-057ab122d824');
INSERT INTO public.job VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '6a55b55c-b3bf-4a23-8253-3ae02f7028b5', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '8c4655f8-3e71-4ef2-a8d6-871e573f9d58', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('e27499c5-d607-459a-8972-b64aa336384c', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '6a55b55c-b3bf-4a23-8253-3ae02f7028b5', NULL, 'null', NULL, '654f5b7e82cd8b39237e373797a1200b921c6daa0f58d1915f9e9866c03d4216', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('1636a205-fce0-4ea5-ae2e-e9c15a7075cc', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('64f0d594-33b1-47e5-9903-0ff77124b56c', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('a4d69ffe-bd9a-43e1-b959-057ab122d824', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.00871}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.022084}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.022119}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.008381}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.017195}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.237975}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.097297}');
INSERT INTO public.job_event VALUES ('4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000143}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.019873}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.028305}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.005702}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.012503}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.437157}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.169044}');
INSERT INTO public.job_event VALUES ('811f6daf-e0e3-4f29-88dc-86761ce839c8', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('e27499c5-d607-459a-8972-b64aa336384c', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('e27499c5-d607-459a-8972-b64aa336384c', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('e27499c5-d607-459a-8972-b64aa336384c', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.101255}');
INSERT INTO public.job_event VALUES ('e27499c5-d607-459a-8972-b64aa336384c', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.12635}');
INSERT INTO public.job_event VALUES ('e27499c5-d607-459a-8972-b64aa336384c', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('1636a205-fce0-4ea5-ae2e-e9c15a7075cc', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('1636a205-fce0-4ea5-ae2e-e9c15a7075cc', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('1636a205-fce0-4ea5-ae2e-e9c15a7075cc', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('64f0d594-33b1-47e5-9903-0ff77124b56c', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('64f0d594-33b1-47e5-9903-0ff77124b56c', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('64f0d594-33b1-47e5-9903-0ff77124b56c', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('a4d69ffe-bd9a-43e1-b959-057ab122d824', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '8c4655f8-3e71-4ef2-a8d6-871e573f9d58', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '8c4655f8-3e71-4ef2-a8d6-871e573f9d58/ac45bdcf7d4c71a4/2.25.102907616094326186337071871441991568870.dcm', 4640, '4d9f920e44a73ac539917fe2232ca6dbc8bed7589ae408570b4b58eca13ac1b5');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '8c4655f8-3e71-4ef2-a8d6-871e573f9d58', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '8c4655f8-3e71-4ef2-a8d6-871e573f9d58/ac45bdcf7d4c71a4/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'b61111d7f0d821f58c44c30a6f1d1bb14747081165ee33854a45da1e05b209b0');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '8c4655f8-3e71-4ef2-a8d6-871e573f9d58', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '8c4655f8-3e71-4ef2-a8d6-871e573f9d58/ac45bdcf7d4c71a4/2.25.224894903637272919475517958730197465195.dcm', 11196, '9eeba2b9cd20d4b697585dd4e2675a4f951054f4013d0e2ec36480bb60f170c0');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5/fc2089a4ed8cee5b/2.25.249974027755592461708647500237819645901.dcm', 4640, 'f93fb451e814a6df816bd3a41fd437cab5b2467d67f5da6dbdbf0839d8ac715f');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5/fc2089a4ed8cee5b/2.25.69960352400078369088423381276582758481.dcm', 2041780, '2b8d9bbe49a5cbcce3d8eacc9b2c712cfa313be7e39be779929d24de37104ab5');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5/fc2089a4ed8cee5b/2.25.154137392714950715338495833488765244607.dcm', 11124, 'bafb985aa11e66569a357b02ca2317c6f6abba51132e34a29c1da72bacf4e323');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '6a55b55c-b3bf-4a23-8253-3ae02f7028b5/4a76718c4cdf89d9/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('6a55b55c-b3bf-4a23-8253-3ae02f7028b5', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '811f6daf-e0e3-4f29-88dc-86761ce839c8', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 686.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 686}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 497.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 497}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000577, "tensor": 0.000518, "infer": 0.002568, "conclude": 0.004722}, "selection": [{"series": "1.2.826.0.1.3680043.10.1338.1.1", "images": 1, "choice": "chosen", "code": null, "text": "It is what the model reads"}, {"series": "2.25.208070213572569745098904849693441613340", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}, {"series": "2.25.316715557123420676851748904030998186108", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}, {"series": "2.25.89030884216617744812510362377974429987", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}]}', '{"display_report": false, "segmentation_type": null}', '3396d778dae1302000f9afd7bd7c98f7de163001306627579ca09dd878688e31', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('8c4655f8-3e71-4ef2-a8d6-871e573f9d58', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '4fbe8208-66db-4811-8b04-8fbd9b9cbc46', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 721.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 721}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 535.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 535}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.00064, "tensor": 0.000536, "infer": 0.006227, "conclude": 0.005291}, "selection": [{"series": "1.2.826.0.1.3680043.10.1338.1.1", "images": 1, "choice": "chosen", "code": null, "text": "It is what the model reads"}]}', '{"display_report": false, "segmentation_type": null}', 'e838d8fe6b0f3860c6dce1f7ccf1ac2e7edfa7695cf886ead895712056d7dcea', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('6a55b55c-b3bf-4a23-8253-3ae02f7028b5', 'quality', 'blurred', 1772366400000000, 'key', 'e27499c5-d607-459a-8972-b64aa336384c');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795796889520664);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.announced
    ADD CONSTRAINT pk_announced PRIMARY KEY (request_digest);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);
ALTER TABLE ONLY public.audit_sent
    ADD CONSTRAINT pk_audit_sent PRIMARY KEY (receiver);
ALTER TABLE ONLY public.begun
    ADD CONSTRAINT pk_begun PRIMARY KEY (job_id, step, boot);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT pk_callback PRIMARY KEY (job_id, number);
ALTER TABLE ONLY public.claim
    ADD CONSTRAINT pk_claim PRIMARY KEY (worklist, uid);
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
ALTER TABLE ONLY public.poll
    ADD CONSTRAINT pk_poll PRIMARY KEY (name);
ALTER TABLE ONLY public.poll_study
    ADD CONSTRAINT pk_poll_study PRIMARY KEY (poll, study);
ALTER TABLE ONLY public.reception
    ADD CONSTRAINT pk_reception PRIMARY KEY (study);
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
ALTER TABLE ONLY public.workitem
    ADD CONSTRAINT pk_workitem PRIMARY KEY (uid);
ALTER TABLE ONLY public.model_version
    ADD CONSTRAINT uq_model_version_digest UNIQUE (digest);
ALTER TABLE ONLY public.object
    ADD CONSTRAINT uq_object_run_id_place UNIQUE (run_id, place);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT uq_run_input_key_number UNIQUE (input_key, number);
CREATE INDEX ix_audit_caller ON public.audit USING btree (caller);
CREATE INDEX ix_audit_study ON public.audit USING btree (study);
CREATE INDEX ix_callback_state_receiver_next_at ON public.callback USING btree (state, receiver, next_at);
CREATE INDEX ix_claim_state ON public.claim USING btree (state);
CREATE INDEX ix_idempotency_job_id ON public.idempotency USING btree (job_id);
CREATE INDEX ix_job_created_at ON public.job USING btree (created_at);
CREATE INDEX ix_job_request_digest ON public.job USING btree (request_digest);
CREATE INDEX ix_job_run_id ON public.job USING btree (run_id);
CREATE INDEX ix_job_state ON public.job USING btree (state);
CREATE INDEX ix_job_study ON public.job USING btree (study);
CREATE INDEX ix_object_study ON public.object USING btree (study);
CREATE INDEX ix_poll_study_poll_due_at ON public.poll_study USING btree (poll, due_at);
CREATE INDEX ix_reception_settled_last_at ON public.reception USING btree (settled, last_at);
CREATE INDEX ix_run_job_id ON public.run USING btree (job_id);
CREATE INDEX ix_run_state ON public.run USING btree (state);
CREATE INDEX ix_run_study ON public.run USING btree (study);
CREATE INDEX ix_shadow_name_version ON public.shadow USING btree (name, version);
CREATE INDEX ix_workitem_created_at ON public.workitem USING btree (created_at);
CREATE INDEX ix_workitem_state ON public.workitem USING btree (state);
CREATE INDEX ix_workitem_study ON public.workitem USING btree (study);
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
ALTER TABLE ONLY public.poll_study
    ADD CONSTRAINT fk_poll_study_poll_poll FOREIGN KEY (poll) REFERENCES public.poll(name);
ALTER TABLE ONLY public.refusal
    ADD CONSTRAINT fk_refusal_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT fk_withdrawal_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
