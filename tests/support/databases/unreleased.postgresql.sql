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
CREATE TABLE public.audit_trail (
    id character varying(32) NOT NULL
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
    trace_id character varying(32)
);
CREATE TABLE public.job_event (
    job_id character varying(36) NOT NULL,
    number integer NOT NULL,
    at bigint NOT NULL,
    kind character varying(16) NOT NULL,
    name text NOT NULL,
    data json NOT NULL
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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '5a60b9bc3e3fb6a3bc32cab96df1a20d769474912b9eea362483955e5a61cbad');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"b","by":"study"}', '5a60b9bc3e3fb6a3bc32cab96df1a20d769474912b9eea362483955e5a61cbad', 'ff1899e095dcf186fd51fc5a44810639ebb87c6634530eaef1534c24011464bd');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","by":"study"}', 'ff1899e095dcf186fd51fc5a44810639ebb87c6634530eaef1534c24011464bd', '855ed198121becc03752c30ed9201fe818aebe2d1c05784ece871975920a369b');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '855ed198121becc03752c30ed9201fe818aebe2d1c05784ece871975920a369b', '8b99aee5b592bca02e5e181da9866751624fac2a815716d32610b16005ee4a5f');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '8b99aee5b592bca02e5e181da9866751624fac2a815716d32610b16005ee4a5f', '948b4f5040904f87359ba8415e53d7e4611e35a8719bcc31d0dff7169925fe3d');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","by":"study"}', '948b4f5040904f87359ba8415e53d7e4611e35a8719bcc31d0dff7169925fe3d', 'e6d12f480dd265dba73cde7671e4a4d9a39e3c34bc7acfa217fddee3438c9231');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","by":"study"}', 'e6d12f480dd265dba73cde7671e4a4d9a39e3c34bc7acfa217fddee3438c9231', 'ef5d0b0b3307395fcf45d6856811fb0082d839f68cda502180d60526b09209f8');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'ef5d0b0b3307395fcf45d6856811fb0082d839f68cda502180d60526b09209f8', 'efcd6aae2e2d0ce05ff46349106ca893f8318238bb17c61ab1cc598582f671f9');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'efcd6aae2e2d0ce05ff46349106ca893f8318238bb17c61ab1cc598582f671f9', '85e24f66eaaf4e3bb097b984c7b95ad546a6b54b2b47efcd7f03e709c49255ab');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"b","by":"study"}', '85e24f66eaaf4e3bb097b984c7b95ad546a6b54b2b47efcd7f03e709c49255ab', '79fd59b7c114753903e29c3882a0036b7d35fc9719a1ae2745044499cc596c4b');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '79fd59b7c114753903e29c3882a0036b7d35fc9719a1ae2745044499cc596c4b', '5f582e0063b2b6f25aed79eb64d4acc9b765691eb62724148ba4d888ce6467ba');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'c5c2b107-b72d-4383-9753-03f68fd09857', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '5f582e0063b2b6f25aed79eb64d4acc9b765691eb62724148ba4d888ce6467ba', 'b2a652c438e5a09e77b44c4bdf553c50d5ca813eec758f3bd2abf0cf409c357b');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","by":"study"}', 'b2a652c438e5a09e77b44c4bdf553c50d5ca813eec758f3bd2abf0cf409c357b', '2f5ff6f598f14ab47372d7678716b988e0ed49a48342037510341f89a46c7d1b');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"b","by":"study"}', '2f5ff6f598f14ab47372d7678716b988e0ed49a48342037510341f89a46c7d1b', '745af803dbce70eb363215865dc882ccb82fadc479c7a85980ec26aff6ba5381');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","by":"study"}', '745af803dbce70eb363215865dc882ccb82fadc479c7a85980ec26aff6ba5381', '5d5dc8d99c16ecefc60fd114d02f8311a203cd0fecbefd72ff1d7abe574bff47');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '5d5dc8d99c16ecefc60fd114d02f8311a203cd0fecbefd72ff1d7abe574bff47', 'c594d5a9514c924b8aaa86d1b060e59b2f74f05261e5e6370bf248a50e283e52');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'c594d5a9514c924b8aaa86d1b060e59b2f74f05261e5e6370bf248a50e283e52', 'df8ec29f4a99c02ed47d6e0812cea7ee3033aea98dbc1038de8af0dcc8920539');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","by":"study"}', 'df8ec29f4a99c02ed47d6e0812cea7ee3033aea98dbc1038de8af0dcc8920539', 'd220cd77c68700e5d445287a5eebe4f1415c5ecb659f821ba3818fbc9c11bf32');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","by":"study"}', 'd220cd77c68700e5d445287a5eebe4f1415c5ecb659f821ba3818fbc9c11bf32', '3276241d00a60f8897e9b33e3b952ab35e45d485160ad18dc7933a358568843d');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '3276241d00a60f8897e9b33e3b952ab35e45d485160ad18dc7933a358568843d', '72c3a76c9931b11cb7e6985c882979d75f7a169513b149bdd41ff7df8ff2bd76');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '72c3a76c9931b11cb7e6985c882979d75f7a169513b149bdd41ff7df8ff2bd76', '31e479b433aaf58f79b9a2dd09899204b206d0d182ad4b14c8f7f82a0a27cc80');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"b","by":"study"}', '31e479b433aaf58f79b9a2dd09899204b206d0d182ad4b14c8f7f82a0a27cc80', '6325e8edc99480e95c762f32d2d8fc4b5a43b5f7730c1101c3b1323428d91264');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '6325e8edc99480e95c762f32d2d8fc4b5a43b5f7730c1101c3b1323428d91264', '9e2c31fb639bd224fb1a0009b8baf637bb01b1c224f6bdf1243f58b5ff6838cc');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '69e0b984-3936-40c5-84de-9ae77c4faba2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '9e2c31fb639bd224fb1a0009b8baf637bb01b1c224f6bdf1243f58b5ff6838cc', 'aa1def9226c1179e7d63efce3dd0c24c7b513f40d5d5b8a867ee04515ec3eda6');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"a","by":"study"}', 'aa1def9226c1179e7d63efce3dd0c24c7b513f40d5d5b8a867ee04515ec3eda6', '3043263830a09eafa69948a14f8290bc85ea0ae0149fd834954d5074e3c4e939');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"a","by":"study"}', '3043263830a09eafa69948a14f8290bc85ea0ae0149fd834954d5074e3c4e939', '3d1d5e32745b356d7099bf4d08b256482acb17656bca7207a1d53108d20e3807');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '3d1d5e32745b356d7099bf4d08b256482acb17656bca7207a1d53108d20e3807', 'dccdc280f390f20f10631bf5004a0dec81b5add8ee2934e671f8e5d6994f1e58');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'dccdc280f390f20f10631bf5004a0dec81b5add8ee2934e671f8e5d6994f1e58', '459bf8dc2b54d18b505c0faec635397ecd7aa22828dc5b08b2541cd293e64699');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"b","by":"study"}', '459bf8dc2b54d18b505c0faec635397ecd7aa22828dc5b08b2541cd293e64699', 'a1217d63c34aa2be9c853eba8b1d88348a82d056db74a32e8d0adda5ca97168d');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"b","by":"study"}', 'a1217d63c34aa2be9c853eba8b1d88348a82d056db74a32e8d0adda5ca97168d', '306c00c8dc889260855c15e5860b3efb6560842f36eeb51e87d36060f4a8d0b4');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '306c00c8dc889260855c15e5860b3efb6560842f36eeb51e87d36060f4a8d0b4', 'd80c64c86e7eed9cfae82aeb96d83ea1bc97e4c26a7ba50669fadadd0938b7af');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'e1d94772-c56d-4a98-8a62-e98e2637034b', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'd80c64c86e7eed9cfae82aeb96d83ea1bc97e4c26a7ba50669fadadd0938b7af', 'facd5e7b5ddabe8eff75428070c7707841fef23165efd39ef668d33cbd67b878');
INSERT INTO public.audit_trail VALUES ('89f6fb24b6834b5590667e017ddbfc2b');
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
INSERT INTO public.form VALUES ('380490ab-1929-44d4-b3b4-af38eb8ea420', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('380490ab-1929-44d4-b3b4-af38eb8ea420', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('380490ab-1929-44d4-b3b4-af38eb8ea420', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('7cf17b4e-2b1f-4383-bedf-190209c6c322', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('7cf17b4e-2b1f-4383-bedf-190209c6c322', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('7cf17b4e-2b1f-4383-bedf-190209c6c322', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'ee44e7fc-29fa-4648-b577-844a349400fe');
INSERT INTO public.job VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '7cf17b4e-2b1f-4383-bedf-190209c6c322', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378', NULL, NULL);
INSERT INTO public.job VALUES ('e1d94772-c56d-4a98-8a62-e98e2637034b', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '7cf17b4e-2b1f-4383-bedf-190209c6c322', NULL, 'null', NULL, 'fb3931576531e8471e05278703afd31c764b753f652e3fd66e83408874d441ca', '7cf17b4e-2b1f-4383-bedf-190209c6c322', NULL);
INSERT INTO public.job VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '380490ab-1929-44d4-b3b4-af38eb8ea420', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7', NULL, 'abababababababababababababababab');
INSERT INTO public.job VALUES ('30244365-4b26-4050-a04d-98015b84541a', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc', NULL, NULL);
INSERT INTO public.job VALUES ('47b5d795-83d5-445e-9e6c-3c4f335c6e30', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe', NULL, NULL);
INSERT INTO public.job VALUES ('ee44e7fc-29fa-4648-b577-844a349400fe', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, 'd583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd', NULL, NULL);
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.019154}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.059383}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.097658}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.01219}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.049325}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.650515}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.401326}');
INSERT INTO public.job_event VALUES ('c5c2b107-b72d-4383-9753-03f68fd09857', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.00011}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.084566}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.105076}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.012918}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.037986}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.619183}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.47197}');
INSERT INTO public.job_event VALUES ('69e0b984-3936-40c5-84de-9ae77c4faba2', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('e1d94772-c56d-4a98-8a62-e98e2637034b', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('e1d94772-c56d-4a98-8a62-e98e2637034b', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('e1d94772-c56d-4a98-8a62-e98e2637034b', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.110661}');
INSERT INTO public.job_event VALUES ('e1d94772-c56d-4a98-8a62-e98e2637034b', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.309965}');
INSERT INTO public.job_event VALUES ('e1d94772-c56d-4a98-8a62-e98e2637034b', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('30244365-4b26-4050-a04d-98015b84541a', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('30244365-4b26-4050-a04d-98015b84541a', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('30244365-4b26-4050-a04d-98015b84541a', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('47b5d795-83d5-445e-9e6c-3c4f335c6e30', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('47b5d795-83d5-445e-9e6c-3c4f335c6e30', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('47b5d795-83d5-445e-9e6c-3c4f335c6e30', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('ee44e7fc-29fa-4648-b577-844a349400fe', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '380490ab-1929-44d4-b3b4-af38eb8ea420', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '380490ab-1929-44d4-b3b4-af38eb8ea420/2bf2c96bae9fdf4c/2.25.102907616094326186337071871441991568870.dcm', 4640, '2a70c6188a4f2e8dde1c11f9a72ec2a5a44278b1c8d124450eefaf44dd5fccf7');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '380490ab-1929-44d4-b3b4-af38eb8ea420', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '380490ab-1929-44d4-b3b4-af38eb8ea420/2bf2c96bae9fdf4c/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'e9593b824e2bc598f23f839c8c10e3d030addfc935d1a9a3a2bfc8441c3f263d');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '380490ab-1929-44d4-b3b4-af38eb8ea420', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '380490ab-1929-44d4-b3b4-af38eb8ea420/2bf2c96bae9fdf4c/2.25.224894903637272919475517958730197465195.dcm', 11148, '5014f6b45fc5ed4c75c45a5b84ee71411581710089bd30e48123314cc737a567');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '7cf17b4e-2b1f-4383-bedf-190209c6c322', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '7cf17b4e-2b1f-4383-bedf-190209c6c322/d24ee44529034e13/2.25.249974027755592461708647500237819645901.dcm', 4640, 'aa4d381863aac5ea48c196874736e5b4bc47181a6a304422d34bfa42f645f56b');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '7cf17b4e-2b1f-4383-bedf-190209c6c322', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '7cf17b4e-2b1f-4383-bedf-190209c6c322/d24ee44529034e13/2.25.69960352400078369088423381276582758481.dcm', 2041780, '062e612e4cac54989831fdd0137b19986ef8a2fb87a365d5efc7968862cf76f0');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '7cf17b4e-2b1f-4383-bedf-190209c6c322', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '7cf17b4e-2b1f-4383-bedf-190209c6c322/d24ee44529034e13/2.25.154137392714950715338495833488765244607.dcm', 11116, '1c77768129e530dde71fbe72b5642a29532755108fc5a4a11e7c0e7d4b30e246');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '7cf17b4e-2b1f-4383-bedf-190209c6c322', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '7cf17b4e-2b1f-4383-bedf-190209c6c322/de8525450724dea3/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('380490ab-1929-44d4-b3b4-af38eb8ea420', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'c5c2b107-b72d-4383-9753-03f68fd09857', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 711.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 711}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 461.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 461}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000465, "tensor": 0.000453, "infer": 0.018801, "conclude": 0.006503}}', '{"display_report": false, "segmentation_type": null}', '11574578d5814f1d504059cbc663dae32415ebad4ffc31c83f2493bda58345ef');
INSERT INTO public.run VALUES ('7cf17b4e-2b1f-4383-bedf-190209c6c322', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '69e0b984-3936-40c5-84de-9ae77c4faba2', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 655.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 655}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 555.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 555}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000455, "tensor": 0.000443, "infer": 0.003562, "conclude": 0.003585}}', '{"display_report": false, "segmentation_type": null}', '363fdf1016143e74052d51d3fc919c4f3290b40287ae5f84eca003f269619f18');
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('7cf17b4e-2b1f-4383-bedf-190209c6c322', 'quality', 'blurred', 1772366400000000, 'key', 'e1d94772-c56d-4a98-8a62-e98e2637034b');
INSERT INTO public.worker VALUES ('worker', 1, 1772366400000000);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);
ALTER TABLE ONLY public.audit_sent
    ADD CONSTRAINT pk_audit_sent PRIMARY KEY (receiver);
ALTER TABLE ONLY public.audit_trail
    ADD CONSTRAINT pk_audit_trail PRIMARY KEY (id);
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
ALTER TABLE ONLY public.object
    ADD CONSTRAINT pk_object PRIMARY KEY (sop_instance_uid);
ALTER TABLE ONLY public.refusal
    ADD CONSTRAINT pk_refusal PRIMARY KEY (run_id, destination, sop_class_uid);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT pk_run PRIMARY KEY (id);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT pk_site PRIMARY KEY (key_digest);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT pk_withdrawal PRIMARY KEY (run_id);
ALTER TABLE ONLY public.worker
    ADD CONSTRAINT pk_worker PRIMARY KEY (name);
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
