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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '5d3b22ade313b469c0f4cf9af39c686a3e906d819fdc18ad29512d7ba5284103');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"b","by":"study"}', '5d3b22ade313b469c0f4cf9af39c686a3e906d819fdc18ad29512d7ba5284103', '88f60dc537fdc66a716623d1d5c834ba0217114f9f094b0ff713fb6da29cde08');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","by":"study"}', '88f60dc537fdc66a716623d1d5c834ba0217114f9f094b0ff713fb6da29cde08', '8da69089e086ecdd298fc097dc4e06a0ddd7d8ef7d7be9e07ed92ae5f5225b28');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '8da69089e086ecdd298fc097dc4e06a0ddd7d8ef7d7be9e07ed92ae5f5225b28', 'bd38187749f4cfd8a371b26ddb0f0eccbaa1fa7ba3c184e4def483a1c640eeda');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'bd38187749f4cfd8a371b26ddb0f0eccbaa1fa7ba3c184e4def483a1c640eeda', 'e2cb0edda6ce9b58d51b0c0d3e5383a1095a19683742cc58381fb6f61b85bec5');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","by":"study"}', 'e2cb0edda6ce9b58d51b0c0d3e5383a1095a19683742cc58381fb6f61b85bec5', '3a7e6a185913c065baac11a102d91c9aab4c7979415238c8dae62d69ea8a5349');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","by":"study"}', '3a7e6a185913c065baac11a102d91c9aab4c7979415238c8dae62d69ea8a5349', 'eb7e846c06a883ab11e52ef9d1dc58b0af7947c8fd273b42d9d0e3730b277426');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'eb7e846c06a883ab11e52ef9d1dc58b0af7947c8fd273b42d9d0e3730b277426', '14d76181220ebad41f850dda5fd8f850da06cefac18f1131c7eef7318a13e247');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '14d76181220ebad41f850dda5fd8f850da06cefac18f1131c7eef7318a13e247', '3ca6d0cc11cd2ee3f9bd8cfd1b6f61bb2d3a68a2f7e599b2e388df43dcd89c01');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"b","by":"study"}', '3ca6d0cc11cd2ee3f9bd8cfd1b6f61bb2d3a68a2f7e599b2e388df43dcd89c01', '356bd75c279742c80377e3888597945ec797daab7249103521e74b7e4b61d9b2');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '356bd75c279742c80377e3888597945ec797daab7249103521e74b7e4b61d9b2', '93e58bfaa2d16db8abb2091b7ecc184a816b7a8f44fed68dde73a8d685a9cb56');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8b2f8efc-03ad-4c83-919f-9717061efa40', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '93e58bfaa2d16db8abb2091b7ecc184a816b7a8f44fed68dde73a8d685a9cb56', '93e28014f47358e84fbd2ce5b3ff725772eaf054a9dead904276656a4f20aa95');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","by":"study"}', '93e28014f47358e84fbd2ce5b3ff725772eaf054a9dead904276656a4f20aa95', 'da86073d191417a03503129b989fd7cd93a52415bf2e03111272d75e8ef9e8e5');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"b","by":"study"}', 'da86073d191417a03503129b989fd7cd93a52415bf2e03111272d75e8ef9e8e5', '62824f1e726a2b85af00391d62fb158c2972aeb9ceb33a598603d011c863f740');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","by":"study"}', '62824f1e726a2b85af00391d62fb158c2972aeb9ceb33a598603d011c863f740', '3b68c79684b37f3110ccdcbbef401b12e79a3959c205e58b12bec22e9db3d87b');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '3b68c79684b37f3110ccdcbbef401b12e79a3959c205e58b12bec22e9db3d87b', 'e15535120a5c57ea8c0bfa377496e0d31498b140b3678f4469979c68845d2b70');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'e15535120a5c57ea8c0bfa377496e0d31498b140b3678f4469979c68845d2b70', 'e95c66ad38ab128427b0e46d5aeb6364fdfb59328d2e20461b61083609a11b55');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","by":"study"}', 'e95c66ad38ab128427b0e46d5aeb6364fdfb59328d2e20461b61083609a11b55', 'c2b8d1adcd86d1de13bece806fcbfeceffcf1c95d720967d57793718c4f35188');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","by":"study"}', 'c2b8d1adcd86d1de13bece806fcbfeceffcf1c95d720967d57793718c4f35188', 'cc96aa6e7d5ae437c0b8cc9fd9ce590abad5ea489148de5c89ba4284ec96d9ec');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'cc96aa6e7d5ae437c0b8cc9fd9ce590abad5ea489148de5c89ba4284ec96d9ec', '91f21602f42dcd3756b84a08cac6a1d61780f96cee56d956dd2a6366230fe27b');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '91f21602f42dcd3756b84a08cac6a1d61780f96cee56d956dd2a6366230fe27b', 'd9f80049a22e3faa3eba573bbf3ffb443770678c2098682e41d41074bae09410');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"b","by":"study"}', 'd9f80049a22e3faa3eba573bbf3ffb443770678c2098682e41d41074bae09410', '654b5fa15f439045bac75a97232ee30c04ad2020bc70b5ea4cce817b8dcf1422');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '654b5fa15f439045bac75a97232ee30c04ad2020bc70b5ea4cce817b8dcf1422', '1e68483f233d4712551e11dc6b4dc45d310a8abc2017b01a6ae58600c08b3ddb');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '1e68483f233d4712551e11dc6b4dc45d310a8abc2017b01a6ae58600c08b3ddb', '0adf50f2d34d1f65f169cb88bd9555fc375d1664b975cfc9b6e2769cd1fe0b88');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"a","by":"study"}', '0adf50f2d34d1f65f169cb88bd9555fc375d1664b975cfc9b6e2769cd1fe0b88', 'a04d0040b6b816348f8e52a2c16c7614a0b38df7cecb0af30ad5336a2aabfd2a');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"a","by":"study"}', 'a04d0040b6b816348f8e52a2c16c7614a0b38df7cecb0af30ad5336a2aabfd2a', 'bbb01d6b990259b063521fe08c3c00139c6676d7c36ed4cc42f58410f63cd1fa');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'bbb01d6b990259b063521fe08c3c00139c6676d7c36ed4cc42f58410f63cd1fa', '4df9c937d11a8bf4ee922590296e9d68664651f4ec994f54a5b503d1a6374f66');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '4df9c937d11a8bf4ee922590296e9d68664651f4ec994f54a5b503d1a6374f66', 'bb86d2387151c2c8a599d372118a00322d92e4495e472084dc70c97dc5e27602');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"b","by":"study"}', 'bb86d2387151c2c8a599d372118a00322d92e4495e472084dc70c97dc5e27602', 'cffdfce06df61ead0e03af3b06f200a2c004b70b799f14bc94e93ada99097341');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"b","by":"study"}', 'cffdfce06df61ead0e03af3b06f200a2c004b70b799f14bc94e93ada99097341', '13b173575ee33b8fcc0596b70db8d3e03352abaa62b8dd8f2abfa37b48d4794c');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '13b173575ee33b8fcc0596b70db8d3e03352abaa62b8dd8f2abfa37b48d4794c', 'c93670642d271acea4e301ccb29cd586861a32d2cca8ab31f0e7229d527dd5ab');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '00ebfb43-231e-4404-91a1-062d6d2b15b2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'c93670642d271acea4e301ccb29cd586861a32d2cca8ab31f0e7229d527dd5ab', 'fc261c53f2abb28ecedc2588f9483b06b2d2897d856398c3d7765b3a739a5343');
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
INSERT INTO public.form VALUES ('bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('dd2431a2-548f-46da-96dd-dddebd62793b', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('dd2431a2-548f-46da-96dd-dddebd62793b', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('dd2431a2-548f-46da-96dd-dddebd62793b', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '88e0b688-fc5d-45e3-8ccf-04dbf382039b');
INSERT INTO public.job VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, 'dd2431a2-548f-46da-96dd-dddebd62793b', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('00ebfb43-231e-4404-91a1-062d6d2b15b2', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, 'dd2431a2-548f-46da-96dd-dddebd62793b', NULL, 'null', NULL, '4e6298d743ca98676cfaabbd73ece64ac8ead69249aab9be0f1ff4956ac4853f', 'dd2431a2-548f-46da-96dd-dddebd62793b', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('28d30e7c-23af-4660-8b29-0414f31a2572', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('9d477f40-facd-4976-a38a-e112ca25ba97', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('88e0b688-fc5d-45e3-8ccf-04dbf382039b', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.008148}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.017725}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.028627}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.009187}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.016966}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.365906}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.329536}');
INSERT INTO public.job_event VALUES ('8b2f8efc-03ad-4c83-919f-9717061efa40', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000242}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.050852}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.073484}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.008782}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.027762}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.398717}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.255845}');
INSERT INTO public.job_event VALUES ('4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('00ebfb43-231e-4404-91a1-062d6d2b15b2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('00ebfb43-231e-4404-91a1-062d6d2b15b2', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('00ebfb43-231e-4404-91a1-062d6d2b15b2', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.684384}');
INSERT INTO public.job_event VALUES ('00ebfb43-231e-4404-91a1-062d6d2b15b2', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.198632}');
INSERT INTO public.job_event VALUES ('00ebfb43-231e-4404-91a1-062d6d2b15b2', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('28d30e7c-23af-4660-8b29-0414f31a2572', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('28d30e7c-23af-4660-8b29-0414f31a2572', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('28d30e7c-23af-4660-8b29-0414f31a2572', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('9d477f40-facd-4976-a38a-e112ca25ba97', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('9d477f40-facd-4976-a38a-e112ca25ba97', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('9d477f40-facd-4976-a38a-e112ca25ba97', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('88e0b688-fc5d-45e3-8ccf-04dbf382039b', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c/8f314da2724348c0/2.25.102907616094326186337071871441991568870.dcm', 4640, '2c6cb6f0fdb0cea1c6ed9ce2ec05be010646a52b23d3b19c28557deafc3fb373');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c/8f314da2724348c0/2.25.39211509514753337462632637355809223825.dcm', 2041780, '4b41ab5b4e6191b2523ef0b8fc4a61165d46960ce00999902299d8300c04f0b5');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c/8f314da2724348c0/2.25.224894903637272919475517958730197465195.dcm', 11204, '2e935ca7f1d24519272d5905326480817cd84a6b3fbc1f28efec447234565704');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', 'dd2431a2-548f-46da-96dd-dddebd62793b', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', 'dd2431a2-548f-46da-96dd-dddebd62793b/ad0c8032efc38c5b/2.25.249974027755592461708647500237819645901.dcm', 4640, '6b0a5af48bba949a97a067d5133f9aad9f5a49164027bf68b77d0027ed788d86');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', 'dd2431a2-548f-46da-96dd-dddebd62793b', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', 'dd2431a2-548f-46da-96dd-dddebd62793b/ad0c8032efc38c5b/2.25.69960352400078369088423381276582758481.dcm', 2041780, 'a16dbb108aa0d5b716d00da23cc0aa3ebc6df5ff76c4c4eda708e9d59832e7dc');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', 'dd2431a2-548f-46da-96dd-dddebd62793b', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', 'dd2431a2-548f-46da-96dd-dddebd62793b/ad0c8032efc38c5b/2.25.154137392714950715338495833488765244607.dcm', 11132, '01e7f5786de53a907920c115a55158dd258b604c38873b2fc8dd7499ce006b8a');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', 'dd2431a2-548f-46da-96dd-dddebd62793b', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', 'dd2431a2-548f-46da-96dd-dddebd62793b/08d918378a73ec10/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('bfdb2f0e-f0b7-45a8-b69e-534aef96ac4c', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '8b2f8efc-03ad-4c83-919f-9717061efa40', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 654.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 654}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 518.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 518}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000778, "tensor": 0.000571, "infer": 0.002265, "conclude": 0.005274}}', '{"display_report": false, "segmentation_type": null}', '0a9f8fb27f36181a33d3dd984c43a3136c86bab6f8ed1550832c00a2777270e9', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('dd2431a2-548f-46da-96dd-dddebd62793b', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '4cf2f9e7-6367-4108-93da-ddc4ecd0cc2b', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 645.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 645}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 498.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 498}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000591, "tensor": 0.00055, "infer": 0.006387, "conclude": 0.009419}}', '{"display_report": false, "segmentation_type": null}', '71315d1f22804b397dd9dbaf0ac8731b28a1817e3d656ee28fb9b63e535f7f7c', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('dd2431a2-548f-46da-96dd-dddebd62793b', 'quality', 'blurred', 1772366400000000, 'key', '00ebfb43-231e-4404-91a1-062d6d2b15b2');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795773313195772);
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
