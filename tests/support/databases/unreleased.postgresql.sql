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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '145487fc3d8fed4e34bdde90b399ca96e4071ca3cee52ce03c908e0ec9958afa');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"b","by":"study"}', '145487fc3d8fed4e34bdde90b399ca96e4071ca3cee52ce03c908e0ec9958afa', '345f5e82618b58f3068dc05a4e99977cd1606322ec323634d17209238556e691');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","by":"study"}', '345f5e82618b58f3068dc05a4e99977cd1606322ec323634d17209238556e691', 'a0dd035859c01fa7b417e016722075e74b7b66c01beb7463ee10a277650ee18f');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'a0dd035859c01fa7b417e016722075e74b7b66c01beb7463ee10a277650ee18f', 'a9a22776f70d879a03e182bfd86c3c07920ee067a7da262724357d0b5f3e2ee7');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'a9a22776f70d879a03e182bfd86c3c07920ee067a7da262724357d0b5f3e2ee7', '3a8eaa0119c69c81b3ac328028b5450ea6385e057263eb6dead424d5b60330ad');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","by":"study"}', '3a8eaa0119c69c81b3ac328028b5450ea6385e057263eb6dead424d5b60330ad', '2ed9e08eb363fde6e10770022168736717ed5609caf64abfba6aa5d194a40b51');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","by":"study"}', '2ed9e08eb363fde6e10770022168736717ed5609caf64abfba6aa5d194a40b51', 'b096e4f24145181c9be6e66772cd44bff761ca6d263c054e206b8076a6c7083e');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'b096e4f24145181c9be6e66772cd44bff761ca6d263c054e206b8076a6c7083e', '6701ef7ef46c650a23515d78176ec325415ddb846551859a44417150eeeeda98');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '6701ef7ef46c650a23515d78176ec325415ddb846551859a44417150eeeeda98', '94b8c56f8c64455347115319c63e11ffe2327a0f6a81cd906797361e1f45b4fd');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"b","by":"study"}', '94b8c56f8c64455347115319c63e11ffe2327a0f6a81cd906797361e1f45b4fd', 'a3acbe6060ee981f88f2fe2b9e76b8f629ab47f91dbc6c8fb630468d28e483ac');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'a3acbe6060ee981f88f2fe2b9e76b8f629ab47f91dbc6c8fb630468d28e483ac', '9757895d2c54240cd521e42a906ea25b8643e54cb72b36f21058be887cdf225c');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '9757895d2c54240cd521e42a906ea25b8643e54cb72b36f21058be887cdf225c', '78136910880a9b7395f07154a5017589a32788fc95fd829f5c417d9d203f3e02');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","by":"study"}', '78136910880a9b7395f07154a5017589a32788fc95fd829f5c417d9d203f3e02', '04ddba63ffcc20f4a9ae59b800f54a562258ff6a296c1a447e7bec27e4b2490f');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"b","by":"study"}', '04ddba63ffcc20f4a9ae59b800f54a562258ff6a296c1a447e7bec27e4b2490f', '4a931b8ed747098010f7dee5fe5ed905dabb29353a875b6a9a7ac9aa824ad19a');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","by":"study"}', '4a931b8ed747098010f7dee5fe5ed905dabb29353a875b6a9a7ac9aa824ad19a', '33c2b2598b2861f0858b7607eb0c2db9a109a7d2dd42baf1b4c75837e7e20601');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '33c2b2598b2861f0858b7607eb0c2db9a109a7d2dd42baf1b4c75837e7e20601', '6fe8f6e62e404819683b85021e1be8b62396837c382a0523193637a21024ebcb');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '6fe8f6e62e404819683b85021e1be8b62396837c382a0523193637a21024ebcb', '94a1744e5c985a05450e9db808c9c6a7a258cf7f4b246d37831ab52650ae3dd5');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","by":"study"}', '94a1744e5c985a05450e9db808c9c6a7a258cf7f4b246d37831ab52650ae3dd5', '20db7d5342c675b38077e6666a6fd65d6ee3cc4f648dd9fd6bb89250f2367eb1');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","by":"study"}', '20db7d5342c675b38077e6666a6fd65d6ee3cc4f648dd9fd6bb89250f2367eb1', 'eb1b580f7f289dc1c7bb03b2f9810c483949f1d9b7be81a48f211652c585ae3f');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'eb1b580f7f289dc1c7bb03b2f9810c483949f1d9b7be81a48f211652c585ae3f', 'f4714ae482364e3aef1acdbd3e56c2462d9cdd516ed9aaf264ee7953ba0b5b7d');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'f4714ae482364e3aef1acdbd3e56c2462d9cdd516ed9aaf264ee7953ba0b5b7d', 'b74d409d6956b89b9291eaed6fac310b1cb6d90e5a362765f07ff06924f2dabb');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"b","by":"study"}', 'b74d409d6956b89b9291eaed6fac310b1cb6d90e5a362765f07ff06924f2dabb', '7678bdbfa3b333ee55cebfe9cf867e6e317819eb61ad2ec9676b18fbf2d905ad');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '7678bdbfa3b333ee55cebfe9cf867e6e317819eb61ad2ec9676b18fbf2d905ad', '18a1e1afe56d01481635b57a29a4dae47c7041a44576dbb487346713cce058a4');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '18a1e1afe56d01481635b57a29a4dae47c7041a44576dbb487346713cce058a4', '5434f3e249c05f8f5568bccfc0959c5a755edf959fee6a251692030349cceb26');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"a","by":"study"}', '5434f3e249c05f8f5568bccfc0959c5a755edf959fee6a251692030349cceb26', 'a784f197b8afa736b89f9a4fe8ff66a40a3895a66bfd18a61ba7c39cfeacd0a9');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"a","by":"study"}', 'a784f197b8afa736b89f9a4fe8ff66a40a3895a66bfd18a61ba7c39cfeacd0a9', '27f7ddd07ddb5ebe34e8b376513c8ae53a0c0d5fc65ff613af744f6fd2e4586b');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '27f7ddd07ddb5ebe34e8b376513c8ae53a0c0d5fc65ff613af744f6fd2e4586b', '9280f1f80cc1a563a6a40e3b925f67c3367e8cc9c5cb69787650fc100c6b36b1');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '9280f1f80cc1a563a6a40e3b925f67c3367e8cc9c5cb69787650fc100c6b36b1', '2b01ff1058f7b4cbea2c5c9e535b0319f25cac3ee853a40bb99620bdbf89b028');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"b","by":"study"}', '2b01ff1058f7b4cbea2c5c9e535b0319f25cac3ee853a40bb99620bdbf89b028', 'ceffcf6dd4aa8bbe5ab9e130c0a44375a8b0c500dbf2bb59215639c095b840c7');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"b","by":"study"}', 'ceffcf6dd4aa8bbe5ab9e130c0a44375a8b0c500dbf2bb59215639c095b840c7', '0f31eaf876f5bb33a33a0f189f2ad334cdc7a23a82e6408f7e350c143f7ccfaa');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '0f31eaf876f5bb33a33a0f189f2ad334cdc7a23a82e6408f7e350c143f7ccfaa', 'a8be081bd0c106dae4a1e2fd577e56a1d25e380aa1179c60a175f796ca76261b');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'a8be081bd0c106dae4a1e2fd577e56a1d25e380aa1179c60a175f796ca76261b', 'd60cd595d2247a97eb77dd513813d64d2000f9ece5205dde5a2f78505e5b54a7');
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
INSERT INTO public.form VALUES ('f666f414-c531-4954-94e3-0844ec74b5b4', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('f666f414-c531-4954-94e3-0844ec74b5b4', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('f666f414-c531-4954-94e3-0844ec74b5b4', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('1ee82921-2adc-4be9-89aa-aa5e5f3c63be', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('1ee82921-2adc-4be9-89aa-aa5e5f3c63be', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('1ee82921-2adc-4be9-89aa-aa5e5f3c63be', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '3c169bfc-5300-4d60-a2b0-3dd7374c7ae4');
INSERT INTO public.job VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '1ee82921-2adc-4be9-89aa-aa5e5f3c63be', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL);
INSERT INTO public.job VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'f666f414-c531-4954-94e3-0844ec74b5b4', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL);
INSERT INTO public.job VALUES ('8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '1ee82921-2adc-4be9-89aa-aa5e5f3c63be', NULL, 'null', NULL, 'd2d507a8e8c24699f369f7ad4a45b16012864a2195f851ada1c32ab968f6949b', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('d86f81e3-c04b-4347-b3bf-bb3f2e1b3f21', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('d6a5b8fd-8868-4944-88eb-31918f9143a4', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('3c169bfc-5300-4d60-a2b0-3dd7374c7ae4', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.049463}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.126795}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.114336}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.08699}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.076535}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 8, 1772366400000000, 'step', 'encode', '{"seconds": 1.766925}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 1.03004}');
INSERT INTO public.job_event VALUES ('e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000176}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.231052}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.218209}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.029395}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.043264}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 8, 1772366400000000, 'step', 'encode', '{"seconds": 1.276875}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 1.01102}');
INSERT INTO public.job_event VALUES ('9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', 3, 1772366400000000, 'step', 'reject', '{"seconds": 2.019541}');
INSERT INTO public.job_event VALUES ('8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.533595}');
INSERT INTO public.job_event VALUES ('8733b55b-0a0b-4a3d-bcb2-53946e06b6a2', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('d86f81e3-c04b-4347-b3bf-bb3f2e1b3f21', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('d86f81e3-c04b-4347-b3bf-bb3f2e1b3f21', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('d86f81e3-c04b-4347-b3bf-bb3f2e1b3f21', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('d6a5b8fd-8868-4944-88eb-31918f9143a4', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('d6a5b8fd-8868-4944-88eb-31918f9143a4', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('d6a5b8fd-8868-4944-88eb-31918f9143a4', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('3c169bfc-5300-4d60-a2b0-3dd7374c7ae4', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'f666f414-c531-4954-94e3-0844ec74b5b4', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'f666f414-c531-4954-94e3-0844ec74b5b4/ef0640a0c9f5abaa/2.25.102907616094326186337071871441991568870.dcm', 4640, '067f2052ef6c9e250309de24cf6a70175e426837dd503db6ece3231a380e985d');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'f666f414-c531-4954-94e3-0844ec74b5b4', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'f666f414-c531-4954-94e3-0844ec74b5b4/ef0640a0c9f5abaa/2.25.39211509514753337462632637355809223825.dcm', 2041780, '767c89cc301872a2274b60c4a6fcf40522876447f77f461d1f6a75e86a44d704');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'f666f414-c531-4954-94e3-0844ec74b5b4', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'f666f414-c531-4954-94e3-0844ec74b5b4/ef0640a0c9f5abaa/2.25.224894903637272919475517958730197465195.dcm', 11196, 'aeb6f4902995d4a90e365db309868d07a9f798dc8ee49b03e457e4a055ebc90c');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be/b55aa2471a968602/2.25.249974027755592461708647500237819645901.dcm', 4640, '4beb248fc7f016f7e5a6f3589a1d196fbccb498970b7b1bde525e9f90b811614');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be/b55aa2471a968602/2.25.69960352400078369088423381276582758481.dcm', 2041780, '1964f7a3e212338654dab38190abd8efaf660273f1c76b38d297e2439ed289c6');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be/b55aa2471a968602/2.25.154137392714950715338495833488765244607.dcm', 11156, '63152ddeec8367e7105df51456915d2ecf1d95b1222bdcc1b407fdd6a8b52063');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '1ee82921-2adc-4be9-89aa-aa5e5f3c63be/f3c42f369c0119b4/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('f666f414-c531-4954-94e3-0844ec74b5b4', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'e72a4ebc-08b1-4378-b4c4-7911f5780cc1', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 637.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 637}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 484.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 484}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000901, "tensor": 0.000652, "infer": 0.014799, "conclude": 0.026492}}', '{"display_report": false, "segmentation_type": null}', '50207e7d202dc482a9a929be256a9a9bea5cc00398250ba07f90081c4199fc3e', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('1ee82921-2adc-4be9-89aa-aa5e5f3c63be', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '9cb51423-46ca-4fb1-9a9b-3ed58f9b2cda', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 701.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 701}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 539.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 539}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000754, "tensor": 0.000565, "infer": 0.001985, "conclude": 0.01271}}', '{"display_report": false, "segmentation_type": null}', 'bade5d42270ed3ef30f120f2a5bc75e1e331241c5056f36d22d6bef40c6c5ff8', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('1ee82921-2adc-4be9-89aa-aa5e5f3c63be', 'quality', 'blurred', 1772366400000000, 'key', '8733b55b-0a0b-4a3d-bcb2-53946e06b6a2');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795751069729576);
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
