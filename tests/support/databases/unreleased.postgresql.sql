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
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '8170f6abb3927aa592b0ab34efdba21860dc5d9fcd82ca3525ea1c37ce36dc5e');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"b","by":"study"}', '8170f6abb3927aa592b0ab34efdba21860dc5d9fcd82ca3525ea1c37ce36dc5e', '5ee93d34d0873b11317feffa7a129c3018ac23fcfcdccf1174933aaece2146b1');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","by":"study"}', '5ee93d34d0873b11317feffa7a129c3018ac23fcfcdccf1174933aaece2146b1', '6d13db3e3fce022cf0e895ddc1266ec70032ff186155f071315b9849e3653a37');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '6d13db3e3fce022cf0e895ddc1266ec70032ff186155f071315b9849e3653a37', 'd4f76b686f0db74c0967d0b63b4092618693bcd39d43734751e9fc2678e387e2');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'd4f76b686f0db74c0967d0b63b4092618693bcd39d43734751e9fc2678e387e2', '9bb856175666696a267a574e47d7c5f141ba0e4dfd5b237673414e7244017c3f');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","by":"study"}', '9bb856175666696a267a574e47d7c5f141ba0e4dfd5b237673414e7244017c3f', '12dcfe2cbed2ec16182fa8177b3a2b462bd2f2169a42a187a1a14bd49b972d04');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","by":"study"}', '12dcfe2cbed2ec16182fa8177b3a2b462bd2f2169a42a187a1a14bd49b972d04', 'f01b0c2b22d4cbfeb08ca63cd8d46827d39ad9986cf1cf96dfa1263b5bc2a7f1');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'f01b0c2b22d4cbfeb08ca63cd8d46827d39ad9986cf1cf96dfa1263b5bc2a7f1', '2655b57195af47c673e4ee8ed26e4dfe6d2c695f3f26294e122bd18d7992af7a');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '2655b57195af47c673e4ee8ed26e4dfe6d2c695f3f26294e122bd18d7992af7a', 'd933c07e5c93800c619aaabdd9eaf7d1f91f5cfc8eb83d11c0b6b1f6aa670116');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"b","by":"study"}', 'd933c07e5c93800c619aaabdd9eaf7d1f91f5cfc8eb83d11c0b6b1f6aa670116', 'eb1baccdbc2fdc2136a66c095109bcdd9a95c43c6e1647e3e7b433636ebad675');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'eb1baccdbc2fdc2136a66c095109bcdd9a95c43c6e1647e3e7b433636ebad675', '4ba41b20e5579843dc71468847edd0ff387f1993cafa7314066795bb0f3be8db');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'db776388-9a09-40df-8dd4-8c92aa36d506', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '4ba41b20e5579843dc71468847edd0ff387f1993cafa7314066795bb0f3be8db', 'ae940fb7cceaafac5b4cc9822594ba651396801b35e3e7f00fd699ed28cc296d');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","by":"study"}', 'ae940fb7cceaafac5b4cc9822594ba651396801b35e3e7f00fd699ed28cc296d', '371555e1bcf606b13e31fa80a47b98b7423348d6028ccaedda953721524f839c');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"b","by":"study"}', '371555e1bcf606b13e31fa80a47b98b7423348d6028ccaedda953721524f839c', 'e0ef99911905a64a16fee7c0185de5209bdf1db081815b2987c756bc2a1c4367');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","by":"study"}', 'e0ef99911905a64a16fee7c0185de5209bdf1db081815b2987c756bc2a1c4367', 'b170712bd9d844177a152e32cbf3be5ba9e7326b9bfb24c0e7edc770600771d6');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'b170712bd9d844177a152e32cbf3be5ba9e7326b9bfb24c0e7edc770600771d6', '696fd588403a3bb0fbb4a89912b2d9f34cc4b6ac85fe8fa63ba2ddbea1cef013');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '696fd588403a3bb0fbb4a89912b2d9f34cc4b6ac85fe8fa63ba2ddbea1cef013', '9f573c04def4599a0fe1a3bb7d41ae8b795232e8625735f78923d7a17151abdc');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","by":"study"}', '9f573c04def4599a0fe1a3bb7d41ae8b795232e8625735f78923d7a17151abdc', '95617ec977010c1409a3674536fe6fa2a46c54db37353958dfd67f73bfa67c1f');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","by":"study"}', '95617ec977010c1409a3674536fe6fa2a46c54db37353958dfd67f73bfa67c1f', '1fdccfbb16681bc12c81c3dd3fed951cd319c61dce2cd549558d3e3afedf00cc');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '1fdccfbb16681bc12c81c3dd3fed951cd319c61dce2cd549558d3e3afedf00cc', '0fa5f916ab5d55100d0a4f68f434cb5a933f7d32496520dd1b7a137dddd41538');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '0fa5f916ab5d55100d0a4f68f434cb5a933f7d32496520dd1b7a137dddd41538', '14a6c314114c884e22afbbca2a7ab524cca592ef5edf22539e6c1c6ba4690dc0');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"b","by":"study"}', '14a6c314114c884e22afbbca2a7ab524cca592ef5edf22539e6c1c6ba4690dc0', '7ab11c39dcba259dba58bdbdb4de162ffcb39575eb27f238f7de3457b6da1723');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '7ab11c39dcba259dba58bdbdb4de162ffcb39575eb27f238f7de3457b6da1723', 'aec69b35d985a73e745376da8d2c0fab6e8e13d122bd40e85000323a913681f4');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'aec69b35d985a73e745376da8d2c0fab6e8e13d122bd40e85000323a913681f4', '0f364ffff4feabc80e57a4a8f7e603511de6e172314b56a01ea07c4ac843db8f');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"a","by":"study"}', '0f364ffff4feabc80e57a4a8f7e603511de6e172314b56a01ea07c4ac843db8f', '6af04061ac67b98d8aa75b7e9cad68f3a528a92c5db7ba55c5783031a7394998');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"a","by":"study"}', '6af04061ac67b98d8aa75b7e9cad68f3a528a92c5db7ba55c5783031a7394998', '4edb513bf9c227864c01e083faa251f049fb82dcc1a55f3a22a5f1af10f45d0f');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '4edb513bf9c227864c01e083faa251f049fb82dcc1a55f3a22a5f1af10f45d0f', '20cc3f8fa7e7c27a91a4553bf844f46c257bbbae0a8dd03d611592cc51fc1950');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '20cc3f8fa7e7c27a91a4553bf844f46c257bbbae0a8dd03d611592cc51fc1950', '9bd593723f147b34c304d7c02aec4b90b3fa0a4fa55a286115cf5ef4fab32c34');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"b","by":"study"}', '9bd593723f147b34c304d7c02aec4b90b3fa0a4fa55a286115cf5ef4fab32c34', '13bc5c4a8683dc906f0e79d3b38fa0d61a1beab04be2d0e7972618234683c6b9');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"b","by":"study"}', '13bc5c4a8683dc906f0e79d3b38fa0d61a1beab04be2d0e7972618234683c6b9', '8d2837debffdce2fcc8c4f523b362acdc694e97795905ae2a29452a1d75334e2');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '8d2837debffdce2fcc8c4f523b362acdc694e97795905ae2a29452a1d75334e2', 'bee872e11f8faa193fec8696916945e6296b18c7361759b60a89f42e9df4a8d8');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'bee872e11f8faa193fec8696916945e6296b18c7361759b60a89f42e9df4a8d8', '5341ab85aa89592ff90b5903697c715ca3ef3b8ed85afdabc338d2f31dd25cb6');
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
INSERT INTO public.form VALUES ('c87f8567-1864-4c69-850b-f3f2c1c1ee5c', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('c87f8567-1864-4c69-850b-f3f2c1c1ee5c', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('c87f8567-1864-4c69-850b-f3f2c1c1ee5c', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('68089dab-bb72-40ac-9673-47e0d18756d8', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('68089dab-bb72-40ac-9673-47e0d18756d8', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('68089dab-bb72-40ac-9673-47e0d18756d8', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'fbc58885-f61e-4414-9383-c7207bc3fcea');
INSERT INTO public.job VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '68089dab-bb72-40ac-9673-47e0d18756d8', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL);
INSERT INTO public.job VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'c87f8567-1864-4c69-850b-f3f2c1c1ee5c', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL);
INSERT INTO public.job VALUES ('5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '68089dab-bb72-40ac-9673-47e0d18756d8', NULL, 'null', NULL, 'b0209e9ec1057a1842332131cdac66a70d1ad3082464621aa7d9a0057f2f2deb', '68089dab-bb72-40ac-9673-47e0d18756d8', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('df482143-687a-481a-88ae-e66131e8a569', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('c529949c-0a66-4d7c-982e-0ba79b1f8313', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('fbc58885-f61e-4414-9383-c7207bc3fcea', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.036399}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.044523}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.081454}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.047825}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.047581}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 8, 1772366400000000, 'step', 'encode', '{"seconds": 1.171724}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.463858}');
INSERT INTO public.job_event VALUES ('db776388-9a09-40df-8dd4-8c92aa36d506', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000235}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.094796}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.161795}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.041802}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.069081}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 8, 1772366400000000, 'step', 'encode', '{"seconds": 1.129807}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.515208}');
INSERT INTO public.job_event VALUES ('be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', 3, 1772366400000000, 'step', 'reject', '{"seconds": 1.411452}');
INSERT INTO public.job_event VALUES ('5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.40753}');
INSERT INTO public.job_event VALUES ('5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('df482143-687a-481a-88ae-e66131e8a569', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('df482143-687a-481a-88ae-e66131e8a569', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('df482143-687a-481a-88ae-e66131e8a569', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('c529949c-0a66-4d7c-982e-0ba79b1f8313', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('c529949c-0a66-4d7c-982e-0ba79b1f8313', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('c529949c-0a66-4d7c-982e-0ba79b1f8313', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('fbc58885-f61e-4414-9383-c7207bc3fcea', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'c87f8567-1864-4c69-850b-f3f2c1c1ee5c', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'c87f8567-1864-4c69-850b-f3f2c1c1ee5c/e2d127e9ff73b924/2.25.102907616094326186337071871441991568870.dcm', 4640, 'df5d9ec5182f2afd506ccc050fd312727ae6a8efb1b1bc146aba1c664aeec09e');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'c87f8567-1864-4c69-850b-f3f2c1c1ee5c', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'c87f8567-1864-4c69-850b-f3f2c1c1ee5c/e2d127e9ff73b924/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'e9fe1122436de427be9f79322497d08c50a58234ab146d8cc9cafcbda4755624');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'c87f8567-1864-4c69-850b-f3f2c1c1ee5c', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'c87f8567-1864-4c69-850b-f3f2c1c1ee5c/e2d127e9ff73b924/2.25.224894903637272919475517958730197465195.dcm', 11076, 'ac3459a9e27c14949fb9cb46479016a821902a0487136256c125c47234ea1a03');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '68089dab-bb72-40ac-9673-47e0d18756d8', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '68089dab-bb72-40ac-9673-47e0d18756d8/7eec8cf0d07a38a8/2.25.249974027755592461708647500237819645901.dcm', 4640, '244f483d63291ebe41e719ce0e0a10c1c0cc300b322c6321d74c0624ac280b4b');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '68089dab-bb72-40ac-9673-47e0d18756d8', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '68089dab-bb72-40ac-9673-47e0d18756d8/7eec8cf0d07a38a8/2.25.69960352400078369088423381276582758481.dcm', 2041780, 'a03512cc4b02d8f096083074f79ddb9dc53d8092b577b5cdc6a8ae73babc2a00');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '68089dab-bb72-40ac-9673-47e0d18756d8', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '68089dab-bb72-40ac-9673-47e0d18756d8/7eec8cf0d07a38a8/2.25.154137392714950715338495833488765244607.dcm', 11252, 'dc52288db05e48a33fab678ebfabd62463c3cbcd37640e5833c351493dfd81d5');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '68089dab-bb72-40ac-9673-47e0d18756d8', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '68089dab-bb72-40ac-9673-47e0d18756d8/7c9f74a350593869/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('c87f8567-1864-4c69-850b-f3f2c1c1ee5c', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'db776388-9a09-40df-8dd4-8c92aa36d506', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 568.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 568}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 493.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 493}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.011263, "tensor": 0.000764, "infer": 0.013711, "conclude": 0.009332}}', '{"display_report": false, "segmentation_type": null}', '56cc710500429bc9c96ee23968afc4feb684b3f3dc6ab916121c1889ec0ffed4', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('68089dab-bb72-40ac-9673-47e0d18756d8', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', 'be3443a0-b83b-4caf-8b3e-ad6c9a8976df', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 701.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 701}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 482.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 482}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000748, "tensor": 0.000536, "infer": 0.018575, "conclude": 0.025299}}', '{"display_report": false, "segmentation_type": null}', '3b572fd35a42fc2a4780a979c172aea0ccedcc8f4f6321ea6877557c8913806e', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('68089dab-bb72-40ac-9673-47e0d18756d8', 'quality', 'blurred', 1772366400000000, 'key', '5fdc6c6b-8e3a-4057-aa34-5b5fb9879ca2');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795752046944125);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.announced
    ADD CONSTRAINT pk_announced PRIMARY KEY (request_digest);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);
ALTER TABLE ONLY public.audit_sent
    ADD CONSTRAINT pk_audit_sent PRIMARY KEY (receiver);
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
