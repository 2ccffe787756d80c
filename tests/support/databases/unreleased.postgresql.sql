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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'f5d22a26a268ea8e5a471e146fb815862ca0d57c031af77ed56b7f5f4a85a3df');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"b","by":"study"}', 'f5d22a26a268ea8e5a471e146fb815862ca0d57c031af77ed56b7f5f4a85a3df', '1c763ed897dc25136ed596c501714ac539c5c18a18fc47b7905ff7b96e702218');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","by":"study"}', '1c763ed897dc25136ed596c501714ac539c5c18a18fc47b7905ff7b96e702218', '4c684a162bf7b6514c01ff63dddaa702fd9931dcecebf152774a41e008ee03b0');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '4c684a162bf7b6514c01ff63dddaa702fd9931dcecebf152774a41e008ee03b0', '73cb97ac98e80228d8d62723f13afac1172bad9870d35f5af8d414e5a57b7b04');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '73cb97ac98e80228d8d62723f13afac1172bad9870d35f5af8d414e5a57b7b04', 'c2bde8f196db7c4936ff6340bcbf35b4286a997d3254fe8a05755c678d8ce8ce');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","by":"study"}', 'c2bde8f196db7c4936ff6340bcbf35b4286a997d3254fe8a05755c678d8ce8ce', 'b36b4a11eb9ecedc72179870a59cb9530752b3b40bca5a6358469adf46ddb687');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","by":"study"}', 'b36b4a11eb9ecedc72179870a59cb9530752b3b40bca5a6358469adf46ddb687', '354e72096f7899614d8c3c3a5aafb0c0a5ac4cee25cb74d245b7d11f36aeb31a');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '354e72096f7899614d8c3c3a5aafb0c0a5ac4cee25cb74d245b7d11f36aeb31a', '1677a39468fdea35400f39ba59389c8507d1c01b27dd9867b87f470a0e3fe545');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '1677a39468fdea35400f39ba59389c8507d1c01b27dd9867b87f470a0e3fe545', '840f5078304b7306cd5c8012eeb438ba2d3b1ef81585b75dd7042764d44293a0');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"b","by":"study"}', '840f5078304b7306cd5c8012eeb438ba2d3b1ef81585b75dd7042764d44293a0', 'c8700befd526697919857d6b8990ac4a07dfda2fee6517df1b6dc7f04f473deb');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'c8700befd526697919857d6b8990ac4a07dfda2fee6517df1b6dc7f04f473deb', '1805844445ad0ba29bd40ff73294cbe2cb6b4ca708f0424e3dba3b8b24277113');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '1805844445ad0ba29bd40ff73294cbe2cb6b4ca708f0424e3dba3b8b24277113', '42089c85a21cf86c49e6203e4d0593554f9876e18239315ed08d9a57b7b1f3d8');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","by":"study"}', '42089c85a21cf86c49e6203e4d0593554f9876e18239315ed08d9a57b7b1f3d8', '2aa89fca235e511cfec3121b9b738c57a7039eee03c82f43d75722349176db2e');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"b","by":"study"}', '2aa89fca235e511cfec3121b9b738c57a7039eee03c82f43d75722349176db2e', '48082f09fcf38bba4998c5ed255a4731d55907e5beed025e83cf8c1115c9de50');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","by":"study"}', '48082f09fcf38bba4998c5ed255a4731d55907e5beed025e83cf8c1115c9de50', '0482241b6edd7924d213b766603e21d17b5d014a5e7c5c75001909cf969cc08e');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '0482241b6edd7924d213b766603e21d17b5d014a5e7c5c75001909cf969cc08e', 'b9c190f226e3fa57b8e36f9c239a664d7c7656a4ad827d3782c92d42255b1548');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'b9c190f226e3fa57b8e36f9c239a664d7c7656a4ad827d3782c92d42255b1548', '3f31b41b426a342eea6da154240c700eabf8ce19ee4b868460ad58ab915ec883');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","by":"study"}', '3f31b41b426a342eea6da154240c700eabf8ce19ee4b868460ad58ab915ec883', 'c484b0d5114da76afa37aafa3f759d85b113e9ab36bec4b5036b5a72b0a08e16');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","by":"study"}', 'c484b0d5114da76afa37aafa3f759d85b113e9ab36bec4b5036b5a72b0a08e16', 'f454111946cffd96bc8e6e9e1e615f286a17b07b8700c3fd15a17392c3d0e5a7');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'f454111946cffd96bc8e6e9e1e615f286a17b07b8700c3fd15a17392c3d0e5a7', '0d3b0cbf1d90e9f28495f62bc3b80dbc6283e1ae91b2088dca8af5ef3f4adc45');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '0d3b0cbf1d90e9f28495f62bc3b80dbc6283e1ae91b2088dca8af5ef3f4adc45', '83a9e4de68015889a868f5d025ea1630a1fed43d9bd9951c092a6eca98afc3b5');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"b","by":"study"}', '83a9e4de68015889a868f5d025ea1630a1fed43d9bd9951c092a6eca98afc3b5', '622123c870071d8937e806c9bc805cc5ea963d64a0f1631b14367ce874f60bc8');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '622123c870071d8937e806c9bc805cc5ea963d64a0f1631b14367ce874f60bc8', 'cc10d1abb0e2937e7123ef1fa8fd219286c24f27ff44f294e32f337a66a47831');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '176c091b-fe1d-4065-999c-4109bbf9e478', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'cc10d1abb0e2937e7123ef1fa8fd219286c24f27ff44f294e32f337a66a47831', 'c881ef0eb876b0c9bdf30c5d4c46108c6e04afd42db586c6d83b9f1713e8a86f');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"a","by":"study"}', 'c881ef0eb876b0c9bdf30c5d4c46108c6e04afd42db586c6d83b9f1713e8a86f', '2fe67d66fbee541f4af180a7b5c6330da8b10978d8e7eb5a37f19be82a61e28b');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"a","by":"study"}', '2fe67d66fbee541f4af180a7b5c6330da8b10978d8e7eb5a37f19be82a61e28b', '230acf78d66ce4c57f567403e656e7f908d1269d5a4618841146cc4631253783');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '230acf78d66ce4c57f567403e656e7f908d1269d5a4618841146cc4631253783', 'a1f5ce8d0f08f1ea12fe6d32c587f876c66df8235a037d1f67ae48d731b7452d');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'a1f5ce8d0f08f1ea12fe6d32c587f876c66df8235a037d1f67ae48d731b7452d', '71b7be800bc80777638d88edb62f0b352e7f49e774f6e311a0f676b802dd794d');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"b","by":"study"}', '71b7be800bc80777638d88edb62f0b352e7f49e774f6e311a0f676b802dd794d', '1297f21ac29d0f958141fed35bff9e432c7ced3057956cb8a2d18483d7f95cec');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"b","by":"study"}', '1297f21ac29d0f958141fed35bff9e432c7ced3057956cb8a2d18483d7f95cec', 'a32e2715477edfafbefdd537ca613676d749470111c41f1110264074131ada3c');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'a32e2715477edfafbefdd537ca613676d749470111c41f1110264074131ada3c', 'c288e7ef895f2547554a3a7aa84f06ba0977ed33a8f9fce68735540f8e1896e2');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'c288e7ef895f2547554a3a7aa84f06ba0977ed33a8f9fce68735540f8e1896e2', 'e92a80348f24ba7c8cc7ffd2aaeed1816832267e0fd29a04b32e6ff9b1460237');
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
INSERT INTO public.form VALUES ('8b694b63-5800-4f39-a80a-b9436c74d003', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('8b694b63-5800-4f39-a80a-b9436c74d003', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('8b694b63-5800-4f39-a80a-b9436c74d003', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('70638c40-6a3a-4ca9-a3a2-0051a700335b', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('70638c40-6a3a-4ca9-a3a2-0051a700335b', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('70638c40-6a3a-4ca9-a3a2-0051a700335b', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '2e1086a3-6a85-4c2b-9e8a-1b414a9ed7f4');
INSERT INTO public.job VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '70638c40-6a3a-4ca9-a3a2-0051a700335b', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '8b694b63-5800-4f39-a80a-b9436c74d003', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '70638c40-6a3a-4ca9-a3a2-0051a700335b', NULL, 'null', NULL, '32438e6479e3545c944b3eae13c5c1d4a2e407a159ea5477f1cf14b568e3e93a', '70638c40-6a3a-4ca9-a3a2-0051a700335b', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('6b91b2be-0937-4fa4-bf7a-e2ad2237a302', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('6b6c8798-5b8a-4587-bf6c-42d5f2620705', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('2e1086a3-6a85-4c2b-9e8a-1b414a9ed7f4', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.010795}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.035271}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.050422}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.013039}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.024866}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.496722}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.321995}');
INSERT INTO public.job_event VALUES ('c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000157}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.038838}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.059817}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.011889}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.023503}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.545859}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.222219}');
INSERT INTO public.job_event VALUES ('176c091b-fe1d-4065-999c-4109bbf9e478', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.582069}');
INSERT INTO public.job_event VALUES ('b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.225321}');
INSERT INTO public.job_event VALUES ('b34e4f38-b9d9-46d8-9fdf-76e343d78fa9', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('6b91b2be-0937-4fa4-bf7a-e2ad2237a302', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('6b91b2be-0937-4fa4-bf7a-e2ad2237a302', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('6b91b2be-0937-4fa4-bf7a-e2ad2237a302', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('6b6c8798-5b8a-4587-bf6c-42d5f2620705', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('6b6c8798-5b8a-4587-bf6c-42d5f2620705', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('6b6c8798-5b8a-4587-bf6c-42d5f2620705', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('2e1086a3-6a85-4c2b-9e8a-1b414a9ed7f4', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '8b694b63-5800-4f39-a80a-b9436c74d003', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '8b694b63-5800-4f39-a80a-b9436c74d003/9eee965635053a0b/2.25.102907616094326186337071871441991568870.dcm', 4640, '150e790be258ef5072134dee25160a3bd1805aa78e70c3e18a7c8043041f1646');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '8b694b63-5800-4f39-a80a-b9436c74d003', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '8b694b63-5800-4f39-a80a-b9436c74d003/9eee965635053a0b/2.25.39211509514753337462632637355809223825.dcm', 2041780, '220e86cad48106ac02ef50daa686be1cca27e4faf30965fae9e90e48ad7d49c0');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '8b694b63-5800-4f39-a80a-b9436c74d003', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '8b694b63-5800-4f39-a80a-b9436c74d003/9eee965635053a0b/2.25.224894903637272919475517958730197465195.dcm', 11116, 'b6633562e0b3a0b0238590bb7dfa3ee2d358a3595847a1f7c8fc8b7b5e87c4fc');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '70638c40-6a3a-4ca9-a3a2-0051a700335b', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '70638c40-6a3a-4ca9-a3a2-0051a700335b/ec506336a5aebf95/2.25.249974027755592461708647500237819645901.dcm', 4640, 'd2dca9fa887ed0fcf5f5fad815ab5074ab8997cb2b70bd7e2bb4ab3de3edd898');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '70638c40-6a3a-4ca9-a3a2-0051a700335b', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '70638c40-6a3a-4ca9-a3a2-0051a700335b/ec506336a5aebf95/2.25.69960352400078369088423381276582758481.dcm', 2041780, '610076eefa0c2cdae3ad7fdda0a58c91dcb25e9f3ef8587a7d0d20d21cbdf851');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '70638c40-6a3a-4ca9-a3a2-0051a700335b', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '70638c40-6a3a-4ca9-a3a2-0051a700335b/ec506336a5aebf95/2.25.154137392714950715338495833488765244607.dcm', 11156, 'afd508cbbc16f9b32e0325a8ca9b5986e80188f0780ac51eefb344afd7803323');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '70638c40-6a3a-4ca9-a3a2-0051a700335b', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '70638c40-6a3a-4ca9-a3a2-0051a700335b/1bde55add64c8bce/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('8b694b63-5800-4f39-a80a-b9436c74d003', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'c8c3b5dc-20fd-4b84-ae8a-10eb3673be11', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 663.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 663}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 462.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 462}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001184, "tensor": 0.000855, "infer": 0.00614, "conclude": 0.006278}}', '{"display_report": false, "segmentation_type": null}', 'c2b9142ade20db2544d077dd596a09933997fe599e8e13539274b09981b58cf5', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('70638c40-6a3a-4ca9-a3a2-0051a700335b', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '176c091b-fe1d-4065-999c-4109bbf9e478', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 664.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 664}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 482.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 482}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001054, "tensor": 0.000751, "infer": 0.003043, "conclude": 0.008617}}', '{"display_report": false, "segmentation_type": null}', 'c62a307b4da4aa34c5cb8d5cf5f3a3cecfb21057c5ccdcd04817bc5bff8197df', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('70638c40-6a3a-4ca9-a3a2-0051a700335b', 'quality', 'blurred', 1772366400000000, 'key', 'b34e4f38-b9d9-46d8-9fdf-76e343d78fa9');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795754593873186);
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
