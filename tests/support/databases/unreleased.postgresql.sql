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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'efd8d82ce5202579d1adbb9add698b84f2eb2265cde8bce3280cac6ce2878847');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"b","by":"study"}', 'efd8d82ce5202579d1adbb9add698b84f2eb2265cde8bce3280cac6ce2878847', 'dd7d43d7a5052005c8c76a6d7461ceab64993e73f5a9c6bd88140e205caf6f72');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","by":"study"}', 'dd7d43d7a5052005c8c76a6d7461ceab64993e73f5a9c6bd88140e205caf6f72', '928b6324cf00360e417f43ed262cd5724013fe724e559aabf38f2d8e09ee11d3');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '928b6324cf00360e417f43ed262cd5724013fe724e559aabf38f2d8e09ee11d3', '59b41adc79f10efd72c4ca21c662ab0dd80e6d17f164c7c061ea6ae38a1e364d');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '59b41adc79f10efd72c4ca21c662ab0dd80e6d17f164c7c061ea6ae38a1e364d', '21bec6e9ce8e607b7eb889e2a4339e77a6bdc41db57957ab6c84bc20a9721e27');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","by":"study"}', '21bec6e9ce8e607b7eb889e2a4339e77a6bdc41db57957ab6c84bc20a9721e27', '1b04840a997d4309bdca65f8046df592f673ff46e8c0f04f26cddbd485c6b126');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","by":"study"}', '1b04840a997d4309bdca65f8046df592f673ff46e8c0f04f26cddbd485c6b126', '80399393ac903d87b86e95de458798dfa62d306232cd15de3591b6384300522d');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '80399393ac903d87b86e95de458798dfa62d306232cd15de3591b6384300522d', 'f7c48e2789a474e2b66ee4e1d8e1f3e427179e995ee0f9f8b4b07a7184080cbf');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'f7c48e2789a474e2b66ee4e1d8e1f3e427179e995ee0f9f8b4b07a7184080cbf', 'bbed7290d4f77e4a44adfb7f0e3cd9704cbb2ce7ecbaf632c9c8114735b31611');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"b","by":"study"}', 'bbed7290d4f77e4a44adfb7f0e3cd9704cbb2ce7ecbaf632c9c8114735b31611', '12e28b4a3eb392e767802b27f405d215ea22012a3e955cd539fc14a56a8773f7');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '12e28b4a3eb392e767802b27f405d215ea22012a3e955cd539fc14a56a8773f7', 'dd741b1481f5ad9a68c5b3d83a6f4be42879a2579238c3e0d0908c967fcc8a2b');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'dd741b1481f5ad9a68c5b3d83a6f4be42879a2579238c3e0d0908c967fcc8a2b', '78552bc984253123726b7d8edc0539c1cd8b2a9b648537f890491511da77977d');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","by":"study"}', '78552bc984253123726b7d8edc0539c1cd8b2a9b648537f890491511da77977d', '28f53cbb41ab6feb417200ea3ca83218e901ba3fbcdc81e4de06959399c09c47');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"b","by":"study"}', '28f53cbb41ab6feb417200ea3ca83218e901ba3fbcdc81e4de06959399c09c47', 'eda2afbb7c68e6e334f4c691e542bcc8f2a7894a7b3d6b6cfc6c7e42c4db4de7');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","by":"study"}', 'eda2afbb7c68e6e334f4c691e542bcc8f2a7894a7b3d6b6cfc6c7e42c4db4de7', '39490d42818e66054efecef3d1b8c2b37b3baf922e8c3b26cb50a5a3131e14b6');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '39490d42818e66054efecef3d1b8c2b37b3baf922e8c3b26cb50a5a3131e14b6', 'b573e7118b7ad3b0146bfd89a5a91b3db2a017b4d5fba749c87ad0105819f804');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'b573e7118b7ad3b0146bfd89a5a91b3db2a017b4d5fba749c87ad0105819f804', '24f4b72c24eaebb3d02d4bc24178525e4b7ddd4e33c5995314e639dada54d0e4');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","by":"study"}', '24f4b72c24eaebb3d02d4bc24178525e4b7ddd4e33c5995314e639dada54d0e4', '96696a9fe25872da064a2cf163f30c344d55565162c2e9157034a0b8d7fd6d59');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","by":"study"}', '96696a9fe25872da064a2cf163f30c344d55565162c2e9157034a0b8d7fd6d59', 'b96b819dc8f1394c2b93c297610123a83399ffe421e16dbe1deb03783a043e8a');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'b96b819dc8f1394c2b93c297610123a83399ffe421e16dbe1deb03783a043e8a', '3b84c59ccc5ef465432481f58544c16c09176254e060cf328a8f2915f0781be7');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '3b84c59ccc5ef465432481f58544c16c09176254e060cf328a8f2915f0781be7', 'fee302d3aa4f677846e078837832ef0a690d06c8213f50942eae8ae64f9e25c8');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"b","by":"study"}', 'fee302d3aa4f677846e078837832ef0a690d06c8213f50942eae8ae64f9e25c8', 'b82cac4336d1ed152b56321cab74d5044c6f75c9757cf808d3f10359e8f23b20');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'b82cac4336d1ed152b56321cab74d5044c6f75c9757cf808d3f10359e8f23b20', 'c0a5e5bca0b9a4696e0740441904df4e2bee7cf4d2355e83999e315e9827ec3e');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'c0a5e5bca0b9a4696e0740441904df4e2bee7cf4d2355e83999e315e9827ec3e', 'e36cb1561591e07510cc76e5b81eb886eb544251c6346ebfd914aeadb1ae4f84');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"a","by":"study"}', 'e36cb1561591e07510cc76e5b81eb886eb544251c6346ebfd914aeadb1ae4f84', '5baeec44c226e80839cda2ac73e0afb78592430ae09d27d5dc4e63df8a2645bf');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"a","by":"study"}', '5baeec44c226e80839cda2ac73e0afb78592430ae09d27d5dc4e63df8a2645bf', '3b0aedc5550c4ec5d0c533bcbd3304d944c7b0cdb34d7619fe63c186d3ef7ef8');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '3b0aedc5550c4ec5d0c533bcbd3304d944c7b0cdb34d7619fe63c186d3ef7ef8', 'db6b711b0a54c3869020774aa699d28610af70a6c83275c70b2078a9edf76d76');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'db6b711b0a54c3869020774aa699d28610af70a6c83275c70b2078a9edf76d76', '4cf1a0f0c2f0fce5023425643997dbfdb730dab05d6d0fa2489277843c70724a');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"b","by":"study"}', '4cf1a0f0c2f0fce5023425643997dbfdb730dab05d6d0fa2489277843c70724a', '5190ee1e66f4c69f032b56f77c34c3c03003b08934f0fb85530de3a8b888be4e');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"b","by":"study"}', '5190ee1e66f4c69f032b56f77c34c3c03003b08934f0fb85530de3a8b888be4e', 'ad999b10fec5e338c7393a99ed793ed68cf38773796245b92e6e86eb7795a214');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'ad999b10fec5e338c7393a99ed793ed68cf38773796245b92e6e86eb7795a214', '08c14991670958cb21a366c42c91348b75888ae66dafdac549451b953d4eafc9');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '68fe0340-a704-4f24-9acf-7ac78adc9c6c', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '08c14991670958cb21a366c42c91348b75888ae66dafdac549451b953d4eafc9', '2a9c03fba60b803cbb8fa403cd07a51c1da158cb6dcf89fd2416356003305593');
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
INSERT INTO public.form VALUES ('11b2f8f2-73da-4015-a18b-a23e6973acda', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('11b2f8f2-73da-4015-a18b-a23e6973acda', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('11b2f8f2-73da-4015-a18b-a23e6973acda', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('e49670fa-a1dd-4170-9ee9-0843c555e980', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('e49670fa-a1dd-4170-9ee9-0843c555e980', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('e49670fa-a1dd-4170-9ee9-0843c555e980', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'd1268881-83c6-4a26-8c8f-7315ccf6b148');
INSERT INTO public.job VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, 'e49670fa-a1dd-4170-9ee9-0843c555e980', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '11b2f8f2-73da-4015-a18b-a23e6973acda', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('68fe0340-a704-4f24-9acf-7ac78adc9c6c', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, 'e49670fa-a1dd-4170-9ee9-0843c555e980', NULL, 'null', NULL, 'd4700ea75b807ca843a437bad08337a98f0e3e666173e7f7e21cbc5da9f4623e', 'e49670fa-a1dd-4170-9ee9-0843c555e980', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('3375847c-c37b-40b6-89b8-7dcfa6e8b399', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('e4d4f480-4767-4c09-bc3c-c0a8eb3577b3', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('d1268881-83c6-4a26-8c8f-7315ccf6b148', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.012459}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.028024}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.035133}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.017629}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.018861}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.367374}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.221285}');
INSERT INTO public.job_event VALUES ('8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000577}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.067318}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.048382}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.010578}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.026521}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.360064}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.196497}');
INSERT INTO public.job_event VALUES ('5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('68fe0340-a704-4f24-9acf-7ac78adc9c6c', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('68fe0340-a704-4f24-9acf-7ac78adc9c6c', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('68fe0340-a704-4f24-9acf-7ac78adc9c6c', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.391052}');
INSERT INTO public.job_event VALUES ('68fe0340-a704-4f24-9acf-7ac78adc9c6c', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.180192}');
INSERT INTO public.job_event VALUES ('68fe0340-a704-4f24-9acf-7ac78adc9c6c', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('3375847c-c37b-40b6-89b8-7dcfa6e8b399', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('3375847c-c37b-40b6-89b8-7dcfa6e8b399', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('3375847c-c37b-40b6-89b8-7dcfa6e8b399', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('e4d4f480-4767-4c09-bc3c-c0a8eb3577b3', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('e4d4f480-4767-4c09-bc3c-c0a8eb3577b3', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('e4d4f480-4767-4c09-bc3c-c0a8eb3577b3', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('d1268881-83c6-4a26-8c8f-7315ccf6b148', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '11b2f8f2-73da-4015-a18b-a23e6973acda', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '11b2f8f2-73da-4015-a18b-a23e6973acda/89e5c7b1ad66542c/2.25.102907616094326186337071871441991568870.dcm', 4640, '444c1c4c71318970004d50ccba2d025fae900357e334dd8cbe0674942c31b4ff');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '11b2f8f2-73da-4015-a18b-a23e6973acda', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '11b2f8f2-73da-4015-a18b-a23e6973acda/89e5c7b1ad66542c/2.25.39211509514753337462632637355809223825.dcm', 2041780, '2d97c6d3d67b9b49bc0f201aa7f15e82e4e7ffe9a92f65551e032c6ddc7feb88');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '11b2f8f2-73da-4015-a18b-a23e6973acda', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '11b2f8f2-73da-4015-a18b-a23e6973acda/89e5c7b1ad66542c/2.25.224894903637272919475517958730197465195.dcm', 11116, 'caee03e4dece4a4927b20dd2d6624f3d299c85aaf41b3dcfb61182ac69f8fe28');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', 'e49670fa-a1dd-4170-9ee9-0843c555e980', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', 'e49670fa-a1dd-4170-9ee9-0843c555e980/bd27ebfadaf0ac88/2.25.249974027755592461708647500237819645901.dcm', 4640, '2f6967ee34edb299752b43720be7d398a39d3ecbead86ed02aadcaca8f2910a9');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', 'e49670fa-a1dd-4170-9ee9-0843c555e980', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', 'e49670fa-a1dd-4170-9ee9-0843c555e980/bd27ebfadaf0ac88/2.25.69960352400078369088423381276582758481.dcm', 2041780, '8d840077e4bf28e6ee2b3caa418f75099044eac97897954bc2a54813836b452b');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', 'e49670fa-a1dd-4170-9ee9-0843c555e980', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', 'e49670fa-a1dd-4170-9ee9-0843c555e980/bd27ebfadaf0ac88/2.25.154137392714950715338495833488765244607.dcm', 11300, '5dced8e8dbbf29185d931b4b16c1d380c382525663d89f979f614e5ea904fa5d');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', 'e49670fa-a1dd-4170-9ee9-0843c555e980', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', 'e49670fa-a1dd-4170-9ee9-0843c555e980/430da86197389ec6/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('11b2f8f2-73da-4015-a18b-a23e6973acda', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '8e58b4a7-784f-4d34-bd81-04f078bb0b1f', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 687.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 687}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 554.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 554}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000995, "tensor": 0.000708, "infer": 0.002778, "conclude": 0.007331}}', '{"display_report": false, "segmentation_type": null}', 'dcca555aa90132fadd6bcb9a22241f66295d8a6a37d67de08e9749748fb728e7', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('e49670fa-a1dd-4170-9ee9-0843c555e980', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '5d0a80c5-0f70-4946-b684-ae6fddbb5fcb', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 720.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 720}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 502.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 502}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000959, "tensor": 0.000875, "infer": 0.003309, "conclude": 0.012288}}', '{"display_report": false, "segmentation_type": null}', '60a90fc6248c6d84b4f80ff0ebafc70165b41d65b44d44dea0d92294b26adbd1', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('e49670fa-a1dd-4170-9ee9-0843c555e980', 'quality', 'blurred', 1772366400000000, 'key', '68fe0340-a704-4f24-9acf-7ac78adc9c6c');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795754648930111);
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
