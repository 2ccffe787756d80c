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
    patient json,
    explain character varying(32)
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
    shadow boolean NOT NULL,
    amends character varying(36),
    amendment integer
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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'c28fea4f618b597607105fee2afaae3db030ff13471d4d50ec66536ee60ed116');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"b","by":"study"}', 'c28fea4f618b597607105fee2afaae3db030ff13471d4d50ec66536ee60ed116', 'b16cd9f5adcb788f4df79486c3f02d66d25e304419f5725d870e20c06d723762');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","by":"study"}', 'b16cd9f5adcb788f4df79486c3f02d66d25e304419f5725d870e20c06d723762', '6ca8877f1fbd4fab8a8c58ef4f5768cbd1f98926c7adcaba70a7728c0d7b0355');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '6ca8877f1fbd4fab8a8c58ef4f5768cbd1f98926c7adcaba70a7728c0d7b0355', 'ff075a38aaa24ed020f6bd1f9e1c554d4b777a75e32185a0f47c9f6c97a086da');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'ff075a38aaa24ed020f6bd1f9e1c554d4b777a75e32185a0f47c9f6c97a086da', '0149fcad17536607a264db3f4da2761f5f9652d7696617c13e75d6c9e8787f2e');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","by":"study"}', '0149fcad17536607a264db3f4da2761f5f9652d7696617c13e75d6c9e8787f2e', '45349c413731f8871055dae2329f6caaa64d4c1114ee144dfbe36a7cd13c7cd2');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","by":"study"}', '45349c413731f8871055dae2329f6caaa64d4c1114ee144dfbe36a7cd13c7cd2', 'd3efc4144b85d7b9e8835f2653f70e5243f18d22fe88de33238f8768fee3b76d');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'd3efc4144b85d7b9e8835f2653f70e5243f18d22fe88de33238f8768fee3b76d', 'f573828f401eb9df1cd0610ba639879d983c42faaf732f4f718e9eff92278a41');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'f573828f401eb9df1cd0610ba639879d983c42faaf732f4f718e9eff92278a41', 'd904a068b6c3ecf1b41afd12e0367a46a95df630919a8641fd2602502315ed46');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"b","by":"study"}', 'd904a068b6c3ecf1b41afd12e0367a46a95df630919a8641fd2602502315ed46', '227ae3514326187c5c74f0f65346520b2af6cd0f812d95c3f9675d2dfb868477');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '227ae3514326187c5c74f0f65346520b2af6cd0f812d95c3f9675d2dfb868477', '4b2674b6c7d93a4da5ff6de9d542bcab1ed919500a182b009af8c14266562f24');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '4b32cb92-7169-4e05-992b-2402d1dd23a3', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '4b2674b6c7d93a4da5ff6de9d542bcab1ed919500a182b009af8c14266562f24', 'd284f85c8fdef7593f4b6be8652fa440e65e4eb6ea983503c54195a24bcd5929');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","by":"study"}', 'd284f85c8fdef7593f4b6be8652fa440e65e4eb6ea983503c54195a24bcd5929', '4fcc69c24c872ba78be17c3f687eadbc29444b9a69c7b846efee12f8e9130f1d');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"b","by":"study"}', '4fcc69c24c872ba78be17c3f687eadbc29444b9a69c7b846efee12f8e9130f1d', '09015ace1decc42a85498b4e9d04b77475733f4aec3426b9595f1f5f5ac11014');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","by":"study"}', '09015ace1decc42a85498b4e9d04b77475733f4aec3426b9595f1f5f5ac11014', 'aa37540fae66c3cab67372c9c9a37cd9072169e6d0045a6af1cfe705872d8216');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'aa37540fae66c3cab67372c9c9a37cd9072169e6d0045a6af1cfe705872d8216', '532d80092b5a55af02ea88c798e32bc04fefb5c4f0c8a71d83bc9ce8fe2d40e9');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '532d80092b5a55af02ea88c798e32bc04fefb5c4f0c8a71d83bc9ce8fe2d40e9', '4b00f0e96ec27aa3efbe1e079875c11f422590a6371c85dcaa1f739d2296e71d');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","by":"study"}', '4b00f0e96ec27aa3efbe1e079875c11f422590a6371c85dcaa1f739d2296e71d', '3f791f7a5b2de744e61269bd86170392616950ddaf734cad1ca33dbeed55c4d4');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","by":"study"}', '3f791f7a5b2de744e61269bd86170392616950ddaf734cad1ca33dbeed55c4d4', '21f4b5fd04e6ca8a41dad3fedf10b20a0e47fc063cc6deed309b3a868139b31d');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '21f4b5fd04e6ca8a41dad3fedf10b20a0e47fc063cc6deed309b3a868139b31d', 'e3455d827a677663369ac275b11b13535d8a5f4a1c72c579acd8f59d89151581');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'e3455d827a677663369ac275b11b13535d8a5f4a1c72c579acd8f59d89151581', '617c8218bc8f60a41e5e9fe756f94000543420f1b106fd5857094b973aa6ee84');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"b","by":"study"}', '617c8218bc8f60a41e5e9fe756f94000543420f1b106fd5857094b973aa6ee84', '47d56d33d6e233e66b1d69f36cf5e9f8a8a641f8e07ffb7796be6bcc4e8feb41');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '47d56d33d6e233e66b1d69f36cf5e9f8a8a641f8e07ffb7796be6bcc4e8feb41', '80fb819f99dee6ce67ef6d0865c2ae02c7c6e07f28ea2cee0371a0cc2f5e6309');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ca071e9a-feb9-47ce-ad59-075017431969', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '80fb819f99dee6ce67ef6d0865c2ae02c7c6e07f28ea2cee0371a0cc2f5e6309', 'f3e9829f4a6513aa144a65e0c8788c596e468587e8218a7ff3fe43b0d990c431');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"a","by":"study"}', 'f3e9829f4a6513aa144a65e0c8788c596e468587e8218a7ff3fe43b0d990c431', 'f79da63a198ed2fd9343d1fb0a1b96a0fbf91b346e98177e069e2fb16b42f2d3');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"a","by":"study"}', 'f79da63a198ed2fd9343d1fb0a1b96a0fbf91b346e98177e069e2fb16b42f2d3', '5c78ad0c1dfe628fd3ac828d973fc2f9dea3818fd68c79ce350725260d850c2d');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '5c78ad0c1dfe628fd3ac828d973fc2f9dea3818fd68c79ce350725260d850c2d', '5e97d8d1e73d2cac5dd2cdd0cdf88ad44fbcf6fd4d5bb7a0bff02326829c2b50');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '5e97d8d1e73d2cac5dd2cdd0cdf88ad44fbcf6fd4d5bb7a0bff02326829c2b50', '2d6a352cffc0c8b79e197f1ab6685f058616fdb0ebded8a52ef3ec2cc5560052');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"b","by":"study"}', '2d6a352cffc0c8b79e197f1ab6685f058616fdb0ebded8a52ef3ec2cc5560052', 'eaab23dde67946d136d4195f557b5ccf006b89a837fbb2c27bd175100f828f13');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"b","by":"study"}', 'eaab23dde67946d136d4195f557b5ccf006b89a837fbb2c27bd175100f828f13', 'a93591882ca1b194904eb471f4ebd3a3e2c883121e7b2b01c7f7dec0fa3ec6f1');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'a93591882ca1b194904eb471f4ebd3a3e2c883121e7b2b01c7f7dec0fa3ec6f1', '994c916d11e07939fb6a8d10fb6d53ea3839850ad3f5509c902c7ebd567465cc');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '994c916d11e07939fb6a8d10fb6d53ea3839850ad3f5509c902c7ebd567465cc', 'a2d3d80860815c53db2f7ee512144d4a5ae0e386c8467a1b7f6becaa07521b03');
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
INSERT INTO public.form VALUES ('e59ce356-48c4-469c-83d5-d55c98653afe', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('e59ce356-48c4-469c-83d5-d55c98653afe', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('e59ce356-48c4-469c-83d5-d55c98653afe', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('5109f202-781c-4efe-9a6a-77e609df00f1', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('5109f202-781c-4efe-9a6a-77e609df00f1', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('5109f202-781c-4efe-9a6a-77e609df00f1', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '89fb0376-4d9b-42b6-9aa6-d2ec1637230d');
INSERT INTO public.job VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '5109f202-781c-4efe-9a6a-77e609df00f1', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'e59ce356-48c4-469c-83d5-d55c98653afe', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('428a9755-e4c6-46c8-bd81-4204fe4fe7b6', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '5109f202-781c-4efe-9a6a-77e609df00f1', NULL, 'null', NULL, '8acdb2f3e4b5438f6187faacf3ba0088783e172c5b0bbea887b5df2891595ce7', '5109f202-781c-4efe-9a6a-77e609df00f1', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('7e2c936e-8394-49c3-8a6f-36d4a4f15634', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('b4237efe-a6e4-4ed7-957f-e3eface28fcc', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('89fb0376-4d9b-42b6-9aa6-d2ec1637230d', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.012226}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.041233}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.030226}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.01809}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.018489}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.53403}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.192558}');
INSERT INTO public.job_event VALUES ('4b32cb92-7169-4e05-992b-2402d1dd23a3', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000237}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.032283}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.04503}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.014316}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.021723}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.41099}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.170314}');
INSERT INTO public.job_event VALUES ('ca071e9a-feb9-47ce-ad59-075017431969', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('428a9755-e4c6-46c8-bd81-4204fe4fe7b6', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('428a9755-e4c6-46c8-bd81-4204fe4fe7b6', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('428a9755-e4c6-46c8-bd81-4204fe4fe7b6', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.156786}');
INSERT INTO public.job_event VALUES ('428a9755-e4c6-46c8-bd81-4204fe4fe7b6', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.146474}');
INSERT INTO public.job_event VALUES ('428a9755-e4c6-46c8-bd81-4204fe4fe7b6', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('7e2c936e-8394-49c3-8a6f-36d4a4f15634', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('7e2c936e-8394-49c3-8a6f-36d4a4f15634', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('7e2c936e-8394-49c3-8a6f-36d4a4f15634', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('b4237efe-a6e4-4ed7-957f-e3eface28fcc', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('b4237efe-a6e4-4ed7-957f-e3eface28fcc', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('b4237efe-a6e4-4ed7-957f-e3eface28fcc', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('89fb0376-4d9b-42b6-9aa6-d2ec1637230d', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'e59ce356-48c4-469c-83d5-d55c98653afe', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'e59ce356-48c4-469c-83d5-d55c98653afe/4891bd18c483b3bc/2.25.102907616094326186337071871441991568870.dcm', 4640, '9a799a2126768fc05e9ea0488f0e785fe76d8b04407a8be96fc875391e3daa46');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'e59ce356-48c4-469c-83d5-d55c98653afe', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'e59ce356-48c4-469c-83d5-d55c98653afe/4891bd18c483b3bc/2.25.39211509514753337462632637355809223825.dcm', 2041780, '566beae7a9fc7c33b258add54b0c0ef8c7716a6ee7142f0bb45b9b7f37a2eeea');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'e59ce356-48c4-469c-83d5-d55c98653afe', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'e59ce356-48c4-469c-83d5-d55c98653afe/4891bd18c483b3bc/2.25.224894903637272919475517958730197465195.dcm', 11180, '1bd6bcd0b70eefaf8945474d2f8de09299b70d8aa0c1a54dacfe4c749beea876');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '5109f202-781c-4efe-9a6a-77e609df00f1', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '5109f202-781c-4efe-9a6a-77e609df00f1/d14bb87d467728b3/2.25.249974027755592461708647500237819645901.dcm', 4640, '46aac8c55863611da1c0f744224d2d8d0e3561fa3792daf4c436481b44f61812');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '5109f202-781c-4efe-9a6a-77e609df00f1', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '5109f202-781c-4efe-9a6a-77e609df00f1/d14bb87d467728b3/2.25.69960352400078369088423381276582758481.dcm', 2041780, '72f13f0c7d9a634a652c587205978e263dddec67139d525dbe0c2ee9acd83f07');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '5109f202-781c-4efe-9a6a-77e609df00f1', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '5109f202-781c-4efe-9a6a-77e609df00f1/d14bb87d467728b3/2.25.154137392714950715338495833488765244607.dcm', 11300, '3d22b2ff65304b9266620a9fe96a126fdbef20b26b73564d7621e54ecdd5f096');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '5109f202-781c-4efe-9a6a-77e609df00f1', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '5109f202-781c-4efe-9a6a-77e609df00f1/8a7f43f3badf8b62/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('e59ce356-48c4-469c-83d5-d55c98653afe', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '4b32cb92-7169-4e05-992b-2402d1dd23a3', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 699.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "uncertainty": [], "segment": {"number": 1, "pixels": 699}, "box": null, "volume_box": null, "frame": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 509.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "uncertainty": [], "segment": {"number": 2, "pixels": 509}, "box": null, "volume_box": null, "frame": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001034, "tensor": 0.00084, "infer": 0.002584, "conclude": 0.006884}, "selection": [{"channel": "radiograph", "study": null, "days_before": null, "series": "1.2.826.0.1.3680043.10.1338.1.1", "images": 1, "choice": "chosen", "code": null, "text": "It is what the model reads"}], "explanations": [], "out_of_distribution": null}', '{"display_report": false, "segmentation_type": null}', '0c99152d195c08426c6932e9d584269e3b3416b6e4b34e60e47b53884815d0b0', 'd87c50a4adb14276', 'null', false, NULL, NULL);
INSERT INTO public.run VALUES ('5109f202-781c-4efe-9a6a-77e609df00f1', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', 'ca071e9a-feb9-47ce-ad59-075017431969', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 709.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "uncertainty": [], "segment": {"number": 1, "pixels": 709}, "box": null, "volume_box": null, "frame": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 558.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "uncertainty": [], "segment": {"number": 2, "pixels": 558}, "box": null, "volume_box": null, "frame": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000923, "tensor": 0.000722, "infer": 0.002995, "conclude": 0.011387}, "selection": [{"channel": "radiograph", "study": null, "days_before": null, "series": "1.2.826.0.1.3680043.10.1338.1.1", "images": 1, "choice": "chosen", "code": null, "text": "It is what the model reads"}, {"channel": "radiograph", "study": null, "days_before": null, "series": "2.25.208070213572569745098904849693441613340", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}, {"channel": "radiograph", "study": null, "days_before": null, "series": "2.25.316715557123420676851748904030998186108", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}, {"channel": "radiograph", "study": null, "days_before": null, "series": "2.25.89030884216617744812510362377974429987", "images": 1, "choice": "refused", "code": "no-matching-series", "text": "Modality or SOP Class is another one than the model reads"}], "explanations": [], "out_of_distribution": null}', '{"display_report": false, "segmentation_type": null}', 'b717650e72c635d7adbdac4d6b115dff56bfa7d8539d608017a5a25001cbcb79', 'd87c50a4adb14276', 'null', false, NULL, NULL);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('5109f202-781c-4efe-9a6a-77e609df00f1', 'quality', 'blurred', 1772366400000000, 'key', '428a9755-e4c6-46c8-bd81-4204fe4fe7b6');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795831199476832);
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
    ADD CONSTRAINT uq_run_amends_amendment UNIQUE (amends, amendment);
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
ALTER TABLE ONLY public.run
    ADD CONSTRAINT fk_run_amends_run FOREIGN KEY (amends) REFERENCES public.run(id);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT fk_withdrawal_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
