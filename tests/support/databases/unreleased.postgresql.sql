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
    beats bigint NOT NULL,
    seen_at bigint NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '6a9c47c3074e09e6d7c4acb89f20b5b6a25f37acc40eecaf3505a6d25a7aa674');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"b","by":"study"}', '6a9c47c3074e09e6d7c4acb89f20b5b6a25f37acc40eecaf3505a6d25a7aa674', '48552173cb947aa3eff5bd3d03f2eb9d6fe23bf67ace6d5685f075e83b68e2c9');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","by":"study"}', '48552173cb947aa3eff5bd3d03f2eb9d6fe23bf67ace6d5685f075e83b68e2c9', 'f3e54a79337373bdc366b805356560aebfabb7ee26471735eb2326d627d06a9c');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'f3e54a79337373bdc366b805356560aebfabb7ee26471735eb2326d627d06a9c', '6ff1b3b9c527bd40e83fff995a3a6f6d8eaffbf64e6257009ca7b1d1ee3d8742');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '6ff1b3b9c527bd40e83fff995a3a6f6d8eaffbf64e6257009ca7b1d1ee3d8742', '2ee6f24d48d863301d4998b9bed4e414b8c35130f229743869e19c537493385b');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","by":"study"}', '2ee6f24d48d863301d4998b9bed4e414b8c35130f229743869e19c537493385b', '7091a627b8e78aaef3ef36c89d2af6cf8160504cec2ed9fa107061f38cf5dd76');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","by":"study"}', '7091a627b8e78aaef3ef36c89d2af6cf8160504cec2ed9fa107061f38cf5dd76', 'd5ad91c0236277427e23382e87b9340dd6697663f589b9363a6e8d44e2156b19');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'd5ad91c0236277427e23382e87b9340dd6697663f589b9363a6e8d44e2156b19', 'd9af811c58a545b8685e056c540bb791864f1c0b22358409f019950892e59fd3');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'd9af811c58a545b8685e056c540bb791864f1c0b22358409f019950892e59fd3', '7d92d3e38da99f3c0936e44436d2e40b850ed7c77e6a79dc67a78eceba20f1df');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"b","by":"study"}', '7d92d3e38da99f3c0936e44436d2e40b850ed7c77e6a79dc67a78eceba20f1df', '915caa74e16f21722b09e5773f139009e1e2d3acda74e30cc40961985a8ab32d');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '915caa74e16f21722b09e5773f139009e1e2d3acda74e30cc40961985a8ab32d', '1a7f370e2e1169d3caffd9470742dd8fea348f9deea218f3f605157df5e8c96c');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '1a7f370e2e1169d3caffd9470742dd8fea348f9deea218f3f605157df5e8c96c', '195cdc95f98bb07d2d5c908b20c470b8c8a61521bb47784db1481a9f3a2bd315');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","by":"study"}', '195cdc95f98bb07d2d5c908b20c470b8c8a61521bb47784db1481a9f3a2bd315', 'b50a545752a428b8b357a0d4c7beeed8b6eacbe87e3e9f0ffcad363aafd628ee');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"b","by":"study"}', 'b50a545752a428b8b357a0d4c7beeed8b6eacbe87e3e9f0ffcad363aafd628ee', '24306a857cc0fd662fe3836087cfd7402a4d266758a67994072077f7fadab7e6');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","by":"study"}', '24306a857cc0fd662fe3836087cfd7402a4d266758a67994072077f7fadab7e6', '70979c320a169c50ea3ff09fa8f3c3719c649ff3bae68d7ad1456a8bcfd58fe3');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '70979c320a169c50ea3ff09fa8f3c3719c649ff3bae68d7ad1456a8bcfd58fe3', 'a4ea76766021ec59a510ad75d1461a320ad0b7ab2d029c8f6346f21ff78ea2f0');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'a4ea76766021ec59a510ad75d1461a320ad0b7ab2d029c8f6346f21ff78ea2f0', 'e912caba2d99b430f78fafc9ade1a0c5e0e2b054532a7b6dedbf8f5b1d62b141');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","by":"study"}', 'e912caba2d99b430f78fafc9ade1a0c5e0e2b054532a7b6dedbf8f5b1d62b141', 'd87c923c908ccfc1e5f4da91427f852987cae308e670500b15d83552edf2776c');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","by":"study"}', 'd87c923c908ccfc1e5f4da91427f852987cae308e670500b15d83552edf2776c', 'bf4dd3b93e9dd5a5d84295239ddcae81182544faa2b912b1e04a214e3238ad35');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'bf4dd3b93e9dd5a5d84295239ddcae81182544faa2b912b1e04a214e3238ad35', 'ce99ad84ff0fe1a596c962b5e104489ec21d1851820e2e891abc1e7a6c15bc39');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'ce99ad84ff0fe1a596c962b5e104489ec21d1851820e2e891abc1e7a6c15bc39', '2eb0a5fd5f45300d9b2f6a8e024a5de3c199fa49d2271e5dd0d7efd21774cd31');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"b","by":"study"}', '2eb0a5fd5f45300d9b2f6a8e024a5de3c199fa49d2271e5dd0d7efd21774cd31', '84cf1b84efcae2310b24d9ad0045e565f12abd3639152214d89646c2bc8a24c4');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '84cf1b84efcae2310b24d9ad0045e565f12abd3639152214d89646c2bc8a24c4', 'f3b7cd14db8f5fa5e631209f8f0695d2c0d11d9705725c024bcbb37ef22af105');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '6931cd88-1322-4f54-9305-fcdbb0073e70', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'f3b7cd14db8f5fa5e631209f8f0695d2c0d11d9705725c024bcbb37ef22af105', '7970974942cbd2df77bd42d57f9696eb2e5c2cbc23f5533335b3786b547ec754');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"a","by":"study"}', '7970974942cbd2df77bd42d57f9696eb2e5c2cbc23f5533335b3786b547ec754', 'afc8bb4ea03065dc12abe2d072178211a04debb70da55dfbfb1fc402930d68b7');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"a","by":"study"}', 'afc8bb4ea03065dc12abe2d072178211a04debb70da55dfbfb1fc402930d68b7', 'b9d9d85de259f91238d4061c94f60252473b6c6fe191e8495c7f8eee4dc309af');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'b9d9d85de259f91238d4061c94f60252473b6c6fe191e8495c7f8eee4dc309af', '2947ed2eed1d1b156cf9313bf8f894f64052b3f843b353c19d9762a7ca8d1139');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '2947ed2eed1d1b156cf9313bf8f894f64052b3f843b353c19d9762a7ca8d1139', '301f63b0e8c5fe34b9996939933e3488830b9536808d381a958e91f6d1ce7f82');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"b","by":"study"}', '301f63b0e8c5fe34b9996939933e3488830b9536808d381a958e91f6d1ce7f82', 'b07323b2cee04875a073c18328c929ab1cec3465d03a830c3773c1f9955a6bfb');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"b","by":"study"}', 'b07323b2cee04875a073c18328c929ab1cec3465d03a830c3773c1f9955a6bfb', 'd2ffc3a746a9772346ea8691c4c25df108b756ec09eb45ad51d3c8e4766a31af');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'd2ffc3a746a9772346ea8691c4c25df108b756ec09eb45ad51d3c8e4766a31af', '97a2fad6e48c2f17f3e810c751b588165c63efd2816c97960b203efca525a018');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '59b29c59-1b9d-40bc-9761-84f564dbb93c', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '97a2fad6e48c2f17f3e810c751b588165c63efd2816c97960b203efca525a018', '04e610b41dd2b66ae992cbd6ca39d0141596de1ce106529c8a07fa1b167a496b');
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
INSERT INTO public.form VALUES ('5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('4db6ab12-f764-4cb4-a193-64000ef714a1', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('4db6ab12-f764-4cb4-a193-64000ef714a1', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('4db6ab12-f764-4cb4-a193-64000ef714a1', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'b38ac317-ae38-4f8e-a251-fe17b2749c87');
INSERT INTO public.job VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '4db6ab12-f764-4cb4-a193-64000ef714a1', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('59b29c59-1b9d-40bc-9761-84f564dbb93c', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '4db6ab12-f764-4cb4-a193-64000ef714a1', NULL, 'null', NULL, 'f008354375bf4ca1eaf19fd92c509eb496e77e2cc12e0947450a7e93c75b28f6', '4db6ab12-f764-4cb4-a193-64000ef714a1', NULL, NULL);
INSERT INTO public.job VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL);
INSERT INTO public.job VALUES ('5dae352f-45a5-4838-9a81-269ccdf7040e', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('09782322-c940-4243-bc3d-44e35d7e185c', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('b38ac317-ae38-4f8e-a251-fe17b2749c87', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.01059}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.019505}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.035194}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.009957}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.020238}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.364336}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.193274}');
INSERT INTO public.job_event VALUES ('6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000213}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.023533}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.051797}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.008015}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.024825}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.324423}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.185334}');
INSERT INTO public.job_event VALUES ('6931cd88-1322-4f54-9305-fcdbb0073e70', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('59b29c59-1b9d-40bc-9761-84f564dbb93c', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('59b29c59-1b9d-40bc-9761-84f564dbb93c', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('59b29c59-1b9d-40bc-9761-84f564dbb93c', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.13359}');
INSERT INTO public.job_event VALUES ('59b29c59-1b9d-40bc-9761-84f564dbb93c', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.189287}');
INSERT INTO public.job_event VALUES ('59b29c59-1b9d-40bc-9761-84f564dbb93c', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('5dae352f-45a5-4838-9a81-269ccdf7040e', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('5dae352f-45a5-4838-9a81-269ccdf7040e', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('5dae352f-45a5-4838-9a81-269ccdf7040e', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('09782322-c940-4243-bc3d-44e35d7e185c', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('09782322-c940-4243-bc3d-44e35d7e185c', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('09782322-c940-4243-bc3d-44e35d7e185c', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('b38ac317-ae38-4f8e-a251-fe17b2749c87', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c/878cb95454a2ff5a/2.25.102907616094326186337071871441991568870.dcm', 4640, '2834ab20887cb766c29c95e9a569d27b73998fc1bff0548ccc57cf2ff3d4ff5c');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c/878cb95454a2ff5a/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'e56a15c278b0189d3032cac26652a68a218363624eb61518f7d8361fa9302951');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c/878cb95454a2ff5a/2.25.224894903637272919475517958730197465195.dcm', 11172, '3319b3cb0539f521f04785e7abaae6013e6196a5a070d8daeffe2ba91056a783');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '4db6ab12-f764-4cb4-a193-64000ef714a1', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '4db6ab12-f764-4cb4-a193-64000ef714a1/d99e07e2486f061b/2.25.249974027755592461708647500237819645901.dcm', 4640, '3354eeaefd2218c5252029f93099637bbaca1834d2ddaa35966761fe4afb8bb9');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '4db6ab12-f764-4cb4-a193-64000ef714a1', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '4db6ab12-f764-4cb4-a193-64000ef714a1/d99e07e2486f061b/2.25.69960352400078369088423381276582758481.dcm', 2041780, '0a9fb8307d060b7772380cdf14ab66d5dc65f85d177e1d212e5d7c953a31b566');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '4db6ab12-f764-4cb4-a193-64000ef714a1', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '4db6ab12-f764-4cb4-a193-64000ef714a1/d99e07e2486f061b/2.25.154137392714950715338495833488765244607.dcm', 11180, '7aa362344f2e645d2f9a024b38dacd0347437d4588b8f0bd10441bff2ff028d7');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '4db6ab12-f764-4cb4-a193-64000ef714a1', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '4db6ab12-f764-4cb4-a193-64000ef714a1/b68467a8f7031eb4/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('5bd78bda-4a8e-4ba1-90e8-5abeeb8bd31c', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '6a9bc4d7-baf0-452c-8a3e-48c6772802c2', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 600.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 600}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 476.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 476}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000959, "tensor": 0.000907, "infer": 0.003188, "conclude": 0.007723}}', '{"display_report": false, "segmentation_type": null}', 'ba61ba0ccdaa27755b96c2e3fcfdbdbdacdfdfdb38e61ba4f46d687de3e08211', false);
INSERT INTO public.run VALUES ('4db6ab12-f764-4cb4-a193-64000ef714a1', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '6931cd88-1322-4f54-9305-fcdbb0073e70', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 658.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 658}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 463.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 463}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001388, "tensor": 0.001125, "infer": 0.004971, "conclude": 0.007019}}', '{"display_report": false, "segmentation_type": null}', '48e9ca87989c60692d29c7618da7c817afb2b5ce56523e703dfbe092e3dd14cf', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('4db6ab12-f764-4cb4-a193-64000ef714a1', 'quality', 'blurred', 1772366400000000, 'key', '59b29c59-1b9d-40bc-9761-84f564dbb93c');
INSERT INTO public.worker VALUES ('worker', 1, 1772366400000000);
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
