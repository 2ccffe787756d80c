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
    shadow_of character varying(36)
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
    token text NOT NULL,
    beats bigint NOT NULL,
    seen_at bigint NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'bddea32fdd6dabeae1e291c4feddd3f2b9556498ba0a04d88b3181ea72d9c455');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"b","by":"study"}', 'bddea32fdd6dabeae1e291c4feddd3f2b9556498ba0a04d88b3181ea72d9c455', '0477d8c0bb9cc80779fbfb91b3586c16d1e89ae89078a9743690548114fb3e4c');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","by":"study"}', '0477d8c0bb9cc80779fbfb91b3586c16d1e89ae89078a9743690548114fb3e4c', 'f64fce477917c226bbfa8ce03508b55eae961b9598234893b9c269eb4c088b63');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'f64fce477917c226bbfa8ce03508b55eae961b9598234893b9c269eb4c088b63', 'd712bbeff629ef09893613c22661bf9773cd43b684da1604a44b02d4616b9061');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'd712bbeff629ef09893613c22661bf9773cd43b684da1604a44b02d4616b9061', '96d221252fa08d3a68a2001e51b7e37be3795cb3e8020a068ee09b9c49f5f356');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","by":"study"}', '96d221252fa08d3a68a2001e51b7e37be3795cb3e8020a068ee09b9c49f5f356', '94ecdc9c57e81a8607e260e323b105ad1c260d9e543833c110a7cd4fe429af33');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","by":"study"}', '94ecdc9c57e81a8607e260e323b105ad1c260d9e543833c110a7cd4fe429af33', '7bbb5e1dd2cd818edaa0cd6f06bffa023d75405d8a240b59c2dec117dbc7da8d');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '7bbb5e1dd2cd818edaa0cd6f06bffa023d75405d8a240b59c2dec117dbc7da8d', '602495b44ad220f7b5d06814a45305de11c025400ea499b928f63f473a081022');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '602495b44ad220f7b5d06814a45305de11c025400ea499b928f63f473a081022', '7ec4d47b7a2bb087850dd39ac4cb40140e60199a913234a7f0cb2677f7a79582');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"b","by":"study"}', '7ec4d47b7a2bb087850dd39ac4cb40140e60199a913234a7f0cb2677f7a79582', '09248da819ff523273f32fb21df6edc76b2a7a1adc998baf0423e3772704b174');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '09248da819ff523273f32fb21df6edc76b2a7a1adc998baf0423e3772704b174', 'd9d01299475ba8c5dcb9e4daba31e3338cb0763cb03612ec5df339e30982cbfa');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '075273cf-f523-40a2-b894-5c79094fdfca', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'd9d01299475ba8c5dcb9e4daba31e3338cb0763cb03612ec5df339e30982cbfa', 'c170a031272bc218393436b0b4457ecd6f4b1dbacb8f695d3a4f8dd608bb702e');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","by":"study"}', 'c170a031272bc218393436b0b4457ecd6f4b1dbacb8f695d3a4f8dd608bb702e', '6e5d1d9c3c135955bafe6101dc6c86bf4c3616401d61e8b2aa00a36d3e1aaf56');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"b","by":"study"}', '6e5d1d9c3c135955bafe6101dc6c86bf4c3616401d61e8b2aa00a36d3e1aaf56', '0008b3f096d3ce72192f2bc54dbbb2c3de94395c08bc113a64df8d1e47f635e0');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","by":"study"}', '0008b3f096d3ce72192f2bc54dbbb2c3de94395c08bc113a64df8d1e47f635e0', '6f56e22c4aac6da994039d2376633915922cb41581bd6219bb4530f1e9ae30f0');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '6f56e22c4aac6da994039d2376633915922cb41581bd6219bb4530f1e9ae30f0', 'cd6f558a2d98522d8cbc2f458941773f835fad1876221544ea8aecb773bcdb05');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'cd6f558a2d98522d8cbc2f458941773f835fad1876221544ea8aecb773bcdb05', '18e182827c2082af534c18fa8e5865e5e983815a01c98c5a35f0fffbf593f272');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","by":"study"}', '18e182827c2082af534c18fa8e5865e5e983815a01c98c5a35f0fffbf593f272', '0dcc0354fe793f36e104d4f704c582a8edb594e84c1a0d126eb5e712e40faa41');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","by":"study"}', '0dcc0354fe793f36e104d4f704c582a8edb594e84c1a0d126eb5e712e40faa41', '971684d93129c3504184d31686db621cd9ed6feb1a1efc618d642284af132ac0');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '971684d93129c3504184d31686db621cd9ed6feb1a1efc618d642284af132ac0', 'ed18cadfd656cba36df984774f71357985a220c3dc75cfa97f0b12dbb9ecd37f');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'ed18cadfd656cba36df984774f71357985a220c3dc75cfa97f0b12dbb9ecd37f', 'a7d4731377ddad6514302e8a6643400edc1397af55272ae35881f64cc8f8cf5f');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"b","by":"study"}', 'a7d4731377ddad6514302e8a6643400edc1397af55272ae35881f64cc8f8cf5f', 'd8049e5358a2cd0b6b8b035867566223a867713cbceafa93d3e0c82d09bf0190');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'd8049e5358a2cd0b6b8b035867566223a867713cbceafa93d3e0c82d09bf0190', '44714383f59eb604b9c195f2e8515b611dcaecfdfcb9db6e71d67e37e03d3f98');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7c5c6a52-328c-4843-b53a-8d0a9df95458', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '44714383f59eb604b9c195f2e8515b611dcaecfdfcb9db6e71d67e37e03d3f98', '6b8842710c1ed909376697dd8f8ca0172cd73b9ea44068fdfca94a80212f7351');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"a","by":"study"}', '6b8842710c1ed909376697dd8f8ca0172cd73b9ea44068fdfca94a80212f7351', 'ac19343d6adfb3d5eda695967c233a5f8042be752349a5e49d115d06ba70bb08');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"a","by":"study"}', 'ac19343d6adfb3d5eda695967c233a5f8042be752349a5e49d115d06ba70bb08', '97337bb5d0c7e69aca391d574c76c8ba24fbfcd81abd12199533bef7e56c581f');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '97337bb5d0c7e69aca391d574c76c8ba24fbfcd81abd12199533bef7e56c581f', 'ec202b9946408ea66c9b05d1379fb52d6c7e165d591bbf0ab8ff411d64c5f1f4');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'ec202b9946408ea66c9b05d1379fb52d6c7e165d591bbf0ab8ff411d64c5f1f4', '753100d15ecbef99540e00fcdad17de4c4138b638886bab538b42757e00e184b');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"b","by":"study"}', '753100d15ecbef99540e00fcdad17de4c4138b638886bab538b42757e00e184b', 'eb0c8833a9ac7b465b150b025f18ee64ece077f63830b5139b7b3edac71357c3');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"b","by":"study"}', 'eb0c8833a9ac7b465b150b025f18ee64ece077f63830b5139b7b3edac71357c3', 'ccbf8d1ddeb6b0ae8b4a0473adb30634335994be5609000ecc243178554c4759');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'ccbf8d1ddeb6b0ae8b4a0473adb30634335994be5609000ecc243178554c4759', '907f0163875e1bd4eb692dc3db9ba4422592f5ec30ed7d20c8dbcdff8a36843e');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd012fd84-7664-4efd-9dff-cdf1850631d9', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '907f0163875e1bd4eb692dc3db9ba4422592f5ec30ed7d20c8dbcdff8a36843e', '057f0c447aa1af2a1aedfc13ef37485fc43dcf8fe9266efccfb5f435c0830a17');
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
INSERT INTO public.form VALUES ('48b23930-2d7a-42c3-be28-f0e216592279', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('48b23930-2d7a-42c3-be28-f0e216592279', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('48b23930-2d7a-42c3-be28-f0e216592279', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '23b0cfd5-b447-4cd5-8165-bc721c12f9c9');
INSERT INTO public.job VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('d012fd84-7664-4efd-9dff-cdf1850631d9', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', NULL, 'null', NULL, 'b1863a6016581bd9cbc63062ea1b17dfee3c70868c09b590ea0883fbb8c7d7a0', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', NULL, NULL);
INSERT INTO public.job VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '48b23930-2d7a-42c3-be28-f0e216592279', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL);
INSERT INTO public.job VALUES ('0e979f57-bda1-4a02-848c-709b4cc3e0af', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('250df610-ed2a-4e90-8bdd-64d1124ef386', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('23b0cfd5-b447-4cd5-8165-bc721c12f9c9', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.011537}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.024287}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.048576}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.009}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.017888}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.336321}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.253058}');
INSERT INTO public.job_event VALUES ('075273cf-f523-40a2-b894-5c79094fdfca', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000169}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.030106}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.075185}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.009006}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.024853}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.290865}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.226323}');
INSERT INTO public.job_event VALUES ('7c5c6a52-328c-4843-b53a-8d0a9df95458', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('d012fd84-7664-4efd-9dff-cdf1850631d9', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('d012fd84-7664-4efd-9dff-cdf1850631d9', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('d012fd84-7664-4efd-9dff-cdf1850631d9', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.15409}');
INSERT INTO public.job_event VALUES ('d012fd84-7664-4efd-9dff-cdf1850631d9', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.18028}');
INSERT INTO public.job_event VALUES ('d012fd84-7664-4efd-9dff-cdf1850631d9', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('0e979f57-bda1-4a02-848c-709b4cc3e0af', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('0e979f57-bda1-4a02-848c-709b4cc3e0af', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('0e979f57-bda1-4a02-848c-709b4cc3e0af', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('250df610-ed2a-4e90-8bdd-64d1124ef386', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('250df610-ed2a-4e90-8bdd-64d1124ef386', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('250df610-ed2a-4e90-8bdd-64d1124ef386', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('23b0cfd5-b447-4cd5-8165-bc721c12f9c9', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '48b23930-2d7a-42c3-be28-f0e216592279', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '48b23930-2d7a-42c3-be28-f0e216592279/2bf86b0a22e34e3a/2.25.102907616094326186337071871441991568870.dcm', 4640, 'ee7e7d0ab1bdde2e0994d655f08ec2378eaa2894c33f3fe47fb998b51eb873a5');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '48b23930-2d7a-42c3-be28-f0e216592279', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '48b23930-2d7a-42c3-be28-f0e216592279/2bf86b0a22e34e3a/2.25.39211509514753337462632637355809223825.dcm', 2041780, '0fdc82c2c47091194f2615a594a8fee83e29d479e7b3a2209782412e5910bff6');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '48b23930-2d7a-42c3-be28-f0e216592279', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '48b23930-2d7a-42c3-be28-f0e216592279/2bf86b0a22e34e3a/2.25.224894903637272919475517958730197465195.dcm', 11124, '2d1179528fbf0d3292c4eaa2efe0b3529c606f51a34c6f916bfee5c30726840c');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4/e104565027108ca5/2.25.249974027755592461708647500237819645901.dcm', 4640, '9043a6de76926e8132214b63c2823ce98fe6a2706442b3fda176e3fa15c8b060');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4/e104565027108ca5/2.25.69960352400078369088423381276582758481.dcm', 2041780, 'a41a0cdbfdc2db2470dc1f802c190ced450947b36fab50fdaea226a15bed5133');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4/e104565027108ca5/2.25.154137392714950715338495833488765244607.dcm', 11132, 'c73b7c5908b484acc944c58c3d0ec450f5ecce9e73ad43ddc3935e099c640a1f');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', 'f0085357-bd2c-43e6-9996-6b2ebbe1e7b4/e5f8c1478e411c47/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('48b23930-2d7a-42c3-be28-f0e216592279', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '075273cf-f523-40a2-b894-5c79094fdfca', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 607.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 607}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 463.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 463}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000568, "tensor": 0.000506, "infer": 0.001851, "conclude": 0.004621}}', '{"display_report": false, "segmentation_type": null}', '2547012840bba5db81ad2b16979c36eb28a88c2f8c56f60670917695933fe890', false);
INSERT INTO public.run VALUES ('f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '7c5c6a52-328c-4843-b53a-8d0a9df95458', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 650.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 650}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 510.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 510}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000856, "tensor": 0.000542, "infer": 0.002005, "conclude": 0.008961}}', '{"display_report": false, "segmentation_type": null}', 'ca0e54c6a7665295259d1de235c1d4a4d801c4c9b0e2076dd6abc307486ebea5', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('f0085357-bd2c-43e6-9996-6b2ebbe1e7b4', 'quality', 'blurred', 1772366400000000, 'key', 'd012fd84-7664-4efd-9dff-cdf1850631d9');
INSERT INTO public.worker VALUES ('worker', 'a start.1', 1, 1795752027256651);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);
ALTER TABLE ONLY public.audit_sent
    ADD CONSTRAINT pk_audit_sent PRIMARY KEY (receiver);
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
