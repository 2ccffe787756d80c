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
    conclusion character varying(64)
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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '6467affbfef06a60847f9b64a29ff4e38fb9022e10dda299f917edf5e813bb3c');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"b","by":"study"}', '6467affbfef06a60847f9b64a29ff4e38fb9022e10dda299f917edf5e813bb3c', '3189af8f061ed919916e922e5badfc66133c0fbf95f71570e9366632945bee5c');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","by":"study"}', '3189af8f061ed919916e922e5badfc66133c0fbf95f71570e9366632945bee5c', 'b4b511da24be7d283c3888b01bfb20fa077b62d4802143f15e959a284cc3a99e');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'b4b511da24be7d283c3888b01bfb20fa077b62d4802143f15e959a284cc3a99e', '1877cce5a2112726644b7972f937107d9b8fd8d8e9e27dc7735dc2f4fab686ce');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '1877cce5a2112726644b7972f937107d9b8fd8d8e9e27dc7735dc2f4fab686ce', 'cf332aafd58a4477ccf531a5fbe66f8a5d7b935fdca0f58ff7bf53678a0e2273');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","by":"study"}', 'cf332aafd58a4477ccf531a5fbe66f8a5d7b935fdca0f58ff7bf53678a0e2273', 'b9d3eca3075cc91a4194737a0ae29d87d27708ba83f6baf655d28b58a95f9568');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","by":"study"}', 'b9d3eca3075cc91a4194737a0ae29d87d27708ba83f6baf655d28b58a95f9568', '53f94eec13a8452315caf7ad0bc7c10293f8154345c60ffeafaacc35f69d25b9');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '53f94eec13a8452315caf7ad0bc7c10293f8154345c60ffeafaacc35f69d25b9', 'a24e8f5430969f3844534b6b0ca641cca3640b3b7101c0d6f746048793c042d1');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'a24e8f5430969f3844534b6b0ca641cca3640b3b7101c0d6f746048793c042d1', 'bec980fd6b511248deb0cc783b25937119759d5db526e56407d5ebc7851cb93b');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"b","by":"study"}', 'bec980fd6b511248deb0cc783b25937119759d5db526e56407d5ebc7851cb93b', 'ede593d70fe4932d038e080aa021c7fb2828ff9c186b804abb86e97c1b1d91c5');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'ede593d70fe4932d038e080aa021c7fb2828ff9c186b804abb86e97c1b1d91c5', '1d0d8635d53aa0f7e3a6e5375678d481cf492bf7855bb39567ef3b82000c1289');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '1d0d8635d53aa0f7e3a6e5375678d481cf492bf7855bb39567ef3b82000c1289', '903bc525a6b7b164761bb049845af9bcbd7e9f84bdd5850e69aed4b49754dac5');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","by":"study"}', '903bc525a6b7b164761bb049845af9bcbd7e9f84bdd5850e69aed4b49754dac5', 'd37fd222edaabf4b5eb2ecbd2afb11aeb33d200629d01e2b7dba56b9d6df7e17');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"b","by":"study"}', 'd37fd222edaabf4b5eb2ecbd2afb11aeb33d200629d01e2b7dba56b9d6df7e17', 'a715111e8c55df5f18bf20fa2acd072b2b5023b866e0f9cae520c7d28d9eb4ca');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","by":"study"}', 'a715111e8c55df5f18bf20fa2acd072b2b5023b866e0f9cae520c7d28d9eb4ca', '459e0605b19ae6040a1227286ade4c69212da8d8b1ee5bdcf8accfab1bedc2ba');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '459e0605b19ae6040a1227286ade4c69212da8d8b1ee5bdcf8accfab1bedc2ba', 'cddd39fe2500562966e5d4dd6c3ba032bf648a6d1462562b9ecfdc3917e516e5');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'cddd39fe2500562966e5d4dd6c3ba032bf648a6d1462562b9ecfdc3917e516e5', 'b5c4d3086b1055af24a5ad9142d90231faf554fc342a765f41083a1a4d39c868');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","by":"study"}', 'b5c4d3086b1055af24a5ad9142d90231faf554fc342a765f41083a1a4d39c868', 'b514076e163c8803395aae03039e5bf5180f1ddf628940c4e83eb434bfde7412');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","by":"study"}', 'b514076e163c8803395aae03039e5bf5180f1ddf628940c4e83eb434bfde7412', '85532f930c344ed208d460b18036b1feec99569116e867bfe691f8c01aafbdca');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '85532f930c344ed208d460b18036b1feec99569116e867bfe691f8c01aafbdca', 'e3542cf8ce325f146bf4ba069c5b950a52c27b87e831d0cf4b43fab8f9c81da3');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'e3542cf8ce325f146bf4ba069c5b950a52c27b87e831d0cf4b43fab8f9c81da3', 'c6e5c634edb7bcb905afd01fee9f2a5f6e2635f78d417e70cb98e82ad68026fb');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"b","by":"study"}', 'c6e5c634edb7bcb905afd01fee9f2a5f6e2635f78d417e70cb98e82ad68026fb', '40be745f3b90cf3bffad4767e546e98efbdb61950cead077f26cb872ce004736');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '40be745f3b90cf3bffad4767e546e98efbdb61950cead077f26cb872ce004736', 'b43d90523c02a10d94fdbc10bb89388061469c6fb4367413db3054c77f4aa5da');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fc577d61-1141-4886-a508-db7a1ad021ba', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'b43d90523c02a10d94fdbc10bb89388061469c6fb4367413db3054c77f4aa5da', 'b569366eaa29b88a20ce1e2b4d5aef8067d04d68df27296fb9a8a86b4ed3872a');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"a","by":"study"}', 'b569366eaa29b88a20ce1e2b4d5aef8067d04d68df27296fb9a8a86b4ed3872a', 'da5cdddca0a79fa8f6a89f89a07be401b400b435c16b24bd18cfff049ed4c064');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"a","by":"study"}', 'da5cdddca0a79fa8f6a89f89a07be401b400b435c16b24bd18cfff049ed4c064', 'e5bd768c43a0d8d9158c18b960ac46c75a78f9fcf7499109f323307131d9e8db');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'e5bd768c43a0d8d9158c18b960ac46c75a78f9fcf7499109f323307131d9e8db', '169ed9cb3fdacf3a19f6dd88790c92ea99e58c5517b27c33243d7cd4abcb5f48');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '169ed9cb3fdacf3a19f6dd88790c92ea99e58c5517b27c33243d7cd4abcb5f48', 'b309fd1e667ae5f6dcf08c36cd4ca7bfc8f9ea1b4c40f2836ae2b220e5e1d057');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"b","by":"study"}', 'b309fd1e667ae5f6dcf08c36cd4ca7bfc8f9ea1b4c40f2836ae2b220e5e1d057', '3132271fd28d7b602ee25c0eb79a7f551399d78ed8cb75f76c683c744ed3d156');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"b","by":"study"}', '3132271fd28d7b602ee25c0eb79a7f551399d78ed8cb75f76c683c744ed3d156', '6e6592f2d2611c81e8c1193897728eae0b86efb3e09648bb8ff6a6cf69f3dc41');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '6e6592f2d2611c81e8c1193897728eae0b86efb3e09648bb8ff6a6cf69f3dc41', '1b8a346a24e30a27356da5058b3fa940a5e0dabd2787fb692b69a9e69002e0ba');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f26eb5d6-7046-4d26-9620-89d8c60dd724', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '1b8a346a24e30a27356da5058b3fa940a5e0dabd2787fb692b69a9e69002e0ba', 'f0a005e192ed0b8fdb0b0073d5c4930d907c42053c9e80347afb67d4d0711083');
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
INSERT INTO public.form VALUES ('af159299-b255-41d1-89e3-24d32a9f3268', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('af159299-b255-41d1-89e3-24d32a9f3268', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('af159299-b255-41d1-89e3-24d32a9f3268', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('01304531-a876-4898-8f75-8705bc4aac74', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('01304531-a876-4898-8f75-8705bc4aac74', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('01304531-a876-4898-8f75-8705bc4aac74', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'a263d555-751f-4867-8800-350cfaf72d99');
INSERT INTO public.job VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '01304531-a876-4898-8f75-8705bc4aac74', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('f26eb5d6-7046-4d26-9620-89d8c60dd724', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '01304531-a876-4898-8f75-8705bc4aac74', NULL, 'null', NULL, '9e1bb916d36f310d7b430c0be092e9762c308294bc100031dfeda8f1b4ef980a', '01304531-a876-4898-8f75-8705bc4aac74', NULL, NULL);
INSERT INTO public.job VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'af159299-b255-41d1-89e3-24d32a9f3268', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL);
INSERT INTO public.job VALUES ('968bade2-318a-46e4-8691-1882291416f0', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('8ff745f0-8225-41a4-89ca-8cbc96201e22', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('a263d555-751f-4867-8800-350cfaf72d99', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.009506}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.017865}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.03247}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.014408}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.033023}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.317035}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.118141}');
INSERT INTO public.job_event VALUES ('9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000154}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.015819}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.030354}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.004834}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.014672}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.27291}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.145494}');
INSERT INTO public.job_event VALUES ('fc577d61-1141-4886-a508-db7a1ad021ba', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('f26eb5d6-7046-4d26-9620-89d8c60dd724', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('f26eb5d6-7046-4d26-9620-89d8c60dd724', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('f26eb5d6-7046-4d26-9620-89d8c60dd724', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.125236}');
INSERT INTO public.job_event VALUES ('f26eb5d6-7046-4d26-9620-89d8c60dd724', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.104163}');
INSERT INTO public.job_event VALUES ('f26eb5d6-7046-4d26-9620-89d8c60dd724', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('968bade2-318a-46e4-8691-1882291416f0', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('968bade2-318a-46e4-8691-1882291416f0', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('968bade2-318a-46e4-8691-1882291416f0', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('8ff745f0-8225-41a4-89ca-8cbc96201e22', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('8ff745f0-8225-41a4-89ca-8cbc96201e22', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('8ff745f0-8225-41a4-89ca-8cbc96201e22', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('a263d555-751f-4867-8800-350cfaf72d99', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'af159299-b255-41d1-89e3-24d32a9f3268', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'af159299-b255-41d1-89e3-24d32a9f3268/677f5daa38018883/2.25.102907616094326186337071871441991568870.dcm', 4640, '419a025f6e23b905b44e20b7eed7174ff1138f1794de1697794ef22b5fceba6a');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'af159299-b255-41d1-89e3-24d32a9f3268', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'af159299-b255-41d1-89e3-24d32a9f3268/677f5daa38018883/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'd83d7cd8c1ce3aa27b278b915d37386066e125bd638c1dead4d7a60f5f9dfdb4');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'af159299-b255-41d1-89e3-24d32a9f3268', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'af159299-b255-41d1-89e3-24d32a9f3268/677f5daa38018883/2.25.224894903637272919475517958730197465195.dcm', 11220, 'e4b98cb3ee39874438b40a299d33b0e8afdf12447808797311f403ea26f176f0');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '01304531-a876-4898-8f75-8705bc4aac74', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '01304531-a876-4898-8f75-8705bc4aac74/275c525ba6ce3ca2/2.25.249974027755592461708647500237819645901.dcm', 4640, 'cf60dad23b8bf9ad08e80d2ad85935cb04d874f19d6f1b6c1d4e97195f34f4f4');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '01304531-a876-4898-8f75-8705bc4aac74', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '01304531-a876-4898-8f75-8705bc4aac74/275c525ba6ce3ca2/2.25.69960352400078369088423381276582758481.dcm', 2041780, 'cbbb2b467cafde2b57b808a256f0300ea741fc2840689745273b9b6e7220199e');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '01304531-a876-4898-8f75-8705bc4aac74', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '01304531-a876-4898-8f75-8705bc4aac74/275c525ba6ce3ca2/2.25.154137392714950715338495833488765244607.dcm', 11316, '95567cd3843e6183b42a94c981376c020ae7aaa6697d90276a20a8c891c8fd57');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '01304531-a876-4898-8f75-8705bc4aac74', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '01304531-a876-4898-8f75-8705bc4aac74/06fb41889666cf90/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('af159299-b255-41d1-89e3-24d32a9f3268', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '9452d7aa-8e74-4fa5-8e0e-ef50eeda4305', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 682.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 682}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 518.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 518}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000929, "tensor": 0.000766, "infer": 0.003987, "conclude": 0.019177}}', '{"display_report": false, "segmentation_type": null}', '41b14298c85fedc0a4f13f38eafdfc813d53b305bcb4aac845f9968dca47fe2c');
INSERT INTO public.run VALUES ('01304531-a876-4898-8f75-8705bc4aac74', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', 'fc577d61-1141-4886-a508-db7a1ad021ba', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 557.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 557}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 560.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 560}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000519, "tensor": 0.000449, "infer": 0.001878, "conclude": 0.007114}}', '{"display_report": false, "segmentation_type": null}', 'b7bed5954d468d65722e0449f8fe99a1d0cfef2169f9f89ef057ee8cadce9685');
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('01304531-a876-4898-8f75-8705bc4aac74', 'quality', 'blurred', 1772366400000000, 'key', 'f26eb5d6-7046-4d26-9620-89d8c60dd724');
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
