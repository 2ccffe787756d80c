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
    beats bigint NOT NULL,
    seen_at bigint NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '210cebe0fef77253bf55b1ca34f20bc2c4afcece09c78c1f28c3a088a07e8e8b');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"b","by":"study"}', '210cebe0fef77253bf55b1ca34f20bc2c4afcece09c78c1f28c3a088a07e8e8b', '64badd7e986808353e169093f68d19f0b2cd85922d9ea1045e60d0460dfc257d');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","by":"study"}', '64badd7e986808353e169093f68d19f0b2cd85922d9ea1045e60d0460dfc257d', 'e9635a44567887492c08013e29956b2ddb54fa4b976f3f40182de163077347d5');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'e9635a44567887492c08013e29956b2ddb54fa4b976f3f40182de163077347d5', 'a0cd9b8831cf39d69f6dd43f16142bc607ab499308de35a035904ae3622b3973');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'a0cd9b8831cf39d69f6dd43f16142bc607ab499308de35a035904ae3622b3973', 'e4711e4323ad6e6635c72a703ccfb5a0e259ac683e472bed604fc17cdb5c6aa4');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","by":"study"}', 'e4711e4323ad6e6635c72a703ccfb5a0e259ac683e472bed604fc17cdb5c6aa4', 'e4ac6b65fcfe36b61df64983ba451e7de36504fe45f2881d548b8a506c971b47');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","by":"study"}', 'e4ac6b65fcfe36b61df64983ba451e7de36504fe45f2881d548b8a506c971b47', 'b355f96dd780ef8720a9765a3662152929e68a1ff27a0bc56a6aa5b2fafc3714');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'b355f96dd780ef8720a9765a3662152929e68a1ff27a0bc56a6aa5b2fafc3714', '71ed536a44bcd24d65460d515ef2e2a867eae7c0c166f0a44bd63fe12b4840f3');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '71ed536a44bcd24d65460d515ef2e2a867eae7c0c166f0a44bd63fe12b4840f3', '61314f492d6dd13fcbd092c412a7d2a0dfa131f120c7b587f7315047ebbd2918');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"b","by":"study"}', '61314f492d6dd13fcbd092c412a7d2a0dfa131f120c7b587f7315047ebbd2918', '25fc5cd7182eac014ca9d4d7fc2664f8423fb4bbdaa43714cf07c98dbb7218a5');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '25fc5cd7182eac014ca9d4d7fc2664f8423fb4bbdaa43714cf07c98dbb7218a5', 'af61c2fb8045c36cdd9593c24cde27e6038c5f6067bef8ac0a483a9329b15146');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'af61c2fb8045c36cdd9593c24cde27e6038c5f6067bef8ac0a483a9329b15146', '889d1478799b95f0b3a5a22ce7fa0e645ebd09df06406bf17aa95d4c07e55a71');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","by":"study"}', '889d1478799b95f0b3a5a22ce7fa0e645ebd09df06406bf17aa95d4c07e55a71', 'a45f8ff850cb0312279c010bb771de284c330618dac332d2026da0246ac05c45');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"b","by":"study"}', 'a45f8ff850cb0312279c010bb771de284c330618dac332d2026da0246ac05c45', '706c9b1ddb23320b5cd7c5c79d2660526842f719b8967e581a7d580b4ce456b9');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","by":"study"}', '706c9b1ddb23320b5cd7c5c79d2660526842f719b8967e581a7d580b4ce456b9', '44f4356d7b8b3d4bfc0f987b8499d48da890effdb37117ecf48c1ed299ad1f5f');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '44f4356d7b8b3d4bfc0f987b8499d48da890effdb37117ecf48c1ed299ad1f5f', '9fbf06393f71a73b471cb6ee8ceb4fc68c3c0a7b9e823af661a8f9aed51224d1');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '9fbf06393f71a73b471cb6ee8ceb4fc68c3c0a7b9e823af661a8f9aed51224d1', '07ec1062c6b8ed2e40ef800be4213108d76b6f50e791d29bbb5986913d3f72a0');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","by":"study"}', '07ec1062c6b8ed2e40ef800be4213108d76b6f50e791d29bbb5986913d3f72a0', '5146885ea9879e76de252fa64d7d1bc37a26bc87b4079c43d5f25f6dee4713e7');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","by":"study"}', '5146885ea9879e76de252fa64d7d1bc37a26bc87b4079c43d5f25f6dee4713e7', '311bff193ea63ea64c54ef9627b58db4b95f9f3d54dd9d77220f0452ef975c67');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '311bff193ea63ea64c54ef9627b58db4b95f9f3d54dd9d77220f0452ef975c67', '58cbb08d38c52845285ba079d0a9b7c53abf13b5e34b44525cab89fb5cf83f8b');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '58cbb08d38c52845285ba079d0a9b7c53abf13b5e34b44525cab89fb5cf83f8b', '4dcbc81fb5c89d602b0694272f57bbab8da37cac35dc42d06a4f55f7170c687b');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"b","by":"study"}', '4dcbc81fb5c89d602b0694272f57bbab8da37cac35dc42d06a4f55f7170c687b', 'bbff6f649c0e1333427cde1bada5e9640a096d6ab5b732e9fcd3c0eab4b74f83');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'bbff6f649c0e1333427cde1bada5e9640a096d6ab5b732e9fcd3c0eab4b74f83', '48ab6d7461b0df4297dbad56e50bd4f5bf879dd080522c40229151b9fa7a782f');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9abd4f3e-b072-4917-9298-461e18508a3e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '48ab6d7461b0df4297dbad56e50bd4f5bf879dd080522c40229151b9fa7a782f', '74ec1b9b873d5a18b71881355f5741673526045108d8db9a42952d9eb7fb7bfd');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"a","by":"study"}', '74ec1b9b873d5a18b71881355f5741673526045108d8db9a42952d9eb7fb7bfd', '6fcc3dd0ca9dcbbbf2b55e1f8bfd1e61acb791d57ffa6494bf7da91888d3916b');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"a","by":"study"}', '6fcc3dd0ca9dcbbbf2b55e1f8bfd1e61acb791d57ffa6494bf7da91888d3916b', '7f20b9d03d6c090f98cb2cbc381a1ddfb9aa9bcd019c5528ae13c1f70d1f60eb');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '7f20b9d03d6c090f98cb2cbc381a1ddfb9aa9bcd019c5528ae13c1f70d1f60eb', 'fe35f711266a76c6ac484e38e4031029158589de6aad39a224c3ff79de1a6091');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'fe35f711266a76c6ac484e38e4031029158589de6aad39a224c3ff79de1a6091', '3b534125c2f0c1a064ccbcb7d4135275dd3c281a7b84831723308f718042ef7e');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"b","by":"study"}', '3b534125c2f0c1a064ccbcb7d4135275dd3c281a7b84831723308f718042ef7e', 'f6ccd3a2ad56591601c9ddcad02e4b5614e9c2c5b6c984cbae3f06de4db00e8d');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"b","by":"study"}', 'f6ccd3a2ad56591601c9ddcad02e4b5614e9c2c5b6c984cbae3f06de4db00e8d', 'd0dec7de542179444dacda23ad0186e7ef585317c832b4d13ecb849aae1a3d53');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'd0dec7de542179444dacda23ad0186e7ef585317c832b4d13ecb849aae1a3d53', '5bdbffcd28fd5fbd57bd7a55b19b156c3b943091daec503f441c24f37f61dce7');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '5bdbffcd28fd5fbd57bd7a55b19b156c3b943091daec503f441c24f37f61dce7', 'f9ebdcbe359c49a6379158a8d7feff271a53fc7ccb7054e40762813a3b4c4647');
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
INSERT INTO public.form VALUES ('4cced1e7-7fb9-45ee-a68b-a148a330bfd9', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('4cced1e7-7fb9-45ee-a68b-a148a330bfd9', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('4cced1e7-7fb9-45ee-a68b-a148a330bfd9', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('fcd6de07-16b3-49f7-a03a-175c631cd8eb', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('fcd6de07-16b3-49f7-a03a-175c631cd8eb', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('fcd6de07-16b3-49f7-a03a-175c631cd8eb', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'e07d76d0-6093-4cd8-b0b1-90035727891d');
INSERT INTO public.job VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, 'fcd6de07-16b3-49f7-a03a-175c631cd8eb', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL);
INSERT INTO public.job VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '4cced1e7-7fb9-45ee-a68b-a148a330bfd9', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL);
INSERT INTO public.job VALUES ('b194c007-71b7-4008-afc4-c4a2de9a0ec2', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, 'fcd6de07-16b3-49f7-a03a-175c631cd8eb', NULL, 'null', NULL, 'd537b61ee680a9098d64b8d2296255c87617e88ae2417921022c6a60c93b1a7b', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('3d527fb6-9980-4b29-a31f-1b7948c271b1', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('d6c1f8a6-715f-438c-bc17-86ed0c66cbc2', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('e07d76d0-6093-4cd8-b0b1-90035727891d', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.063144}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.091283}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.152114}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.049117}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.087979}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.975995}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.56878}');
INSERT INTO public.job_event VALUES ('ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000224}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.093516}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.216993}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.050647}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.081517}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 8, 1772366400000000, 'step', 'encode', '{"seconds": 1.174799}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.656349}');
INSERT INTO public.job_event VALUES ('9abd4f3e-b072-4917-9298-461e18508a3e', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('b194c007-71b7-4008-afc4-c4a2de9a0ec2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('b194c007-71b7-4008-afc4-c4a2de9a0ec2', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('b194c007-71b7-4008-afc4-c4a2de9a0ec2', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.380408}');
INSERT INTO public.job_event VALUES ('b194c007-71b7-4008-afc4-c4a2de9a0ec2', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.532701}');
INSERT INTO public.job_event VALUES ('b194c007-71b7-4008-afc4-c4a2de9a0ec2', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('3d527fb6-9980-4b29-a31f-1b7948c271b1', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('3d527fb6-9980-4b29-a31f-1b7948c271b1', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('3d527fb6-9980-4b29-a31f-1b7948c271b1', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('d6c1f8a6-715f-438c-bc17-86ed0c66cbc2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('d6c1f8a6-715f-438c-bc17-86ed0c66cbc2', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('d6c1f8a6-715f-438c-bc17-86ed0c66cbc2', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('e07d76d0-6093-4cd8-b0b1-90035727891d', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '4cced1e7-7fb9-45ee-a68b-a148a330bfd9', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '4cced1e7-7fb9-45ee-a68b-a148a330bfd9/79d7afaac8677c31/2.25.102907616094326186337071871441991568870.dcm', 4640, '32a00cb97218ad4055e415b2b93918ba5ccabb4f69304cd0547dbafef500b968');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '4cced1e7-7fb9-45ee-a68b-a148a330bfd9', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '4cced1e7-7fb9-45ee-a68b-a148a330bfd9/79d7afaac8677c31/2.25.39211509514753337462632637355809223825.dcm', 2041780, '58dde2dce92a4f594d802484573ede7fea20cc776de7360850a0deae1aae57ae');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '4cced1e7-7fb9-45ee-a68b-a148a330bfd9', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '4cced1e7-7fb9-45ee-a68b-a148a330bfd9/79d7afaac8677c31/2.25.224894903637272919475517958730197465195.dcm', 11100, '8cbacb79049db8dd914d58ebbb173c923d2bf08c479d3ae33d823f7dc9672a40');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb/6c6c62c3317100d9/2.25.249974027755592461708647500237819645901.dcm', 4640, '8a2b3b8bb9e96bc6e3da6ffdbdf92eb4a804b2ce0d78ee3be52eb78ce14b14a0');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb/6c6c62c3317100d9/2.25.69960352400078369088423381276582758481.dcm', 2041780, 'c02d55dd9df4f3b37f0cc0b688f4d6798604a275abbd7a0d1c52ea6296c09167');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb/6c6c62c3317100d9/2.25.154137392714950715338495833488765244607.dcm', 11100, 'acbf7d1e09fa2bd8d669508a96e1461c1cbf23b282996ba933154983e6a17410');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', 'fcd6de07-16b3-49f7-a03a-175c631cd8eb/9938276a70ad60c1/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('4cced1e7-7fb9-45ee-a68b-a148a330bfd9', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'ff2733fe-6307-4ac7-a481-b34a0aaf8cfa', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 620.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 620}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 489.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 489}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001036, "tensor": 0.000877, "infer": 0.016871, "conclude": 0.026235}}', '{"display_report": false, "segmentation_type": null}', '264466c81a60cb5ca0c805be895734bb8f072b74c1f7aa17625618dba8bab82a', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('fcd6de07-16b3-49f7-a03a-175c631cd8eb', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '9abd4f3e-b072-4917-9298-461e18508a3e', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 686.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 686}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 499.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 499}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001545, "tensor": 0.001025, "infer": 0.018521, "conclude": 0.029825}}', '{"display_report": false, "segmentation_type": null}', '9a730211d30587159c383d710d990540266d0035dcc7a86f39589e836aa683e7', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('fcd6de07-16b3-49f7-a03a-175c631cd8eb', 'quality', 'blurred', 1772366400000000, 'key', 'b194c007-71b7-4008-afc4-c4a2de9a0ec2');
INSERT INTO public.worker VALUES ('worker', 1, 1772366400000000);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.announced
    ADD CONSTRAINT pk_announced PRIMARY KEY (request_digest);
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
ALTER TABLE ONLY public.poll
    ADD CONSTRAINT pk_poll PRIMARY KEY (name);
ALTER TABLE ONLY public.poll_study
    ADD CONSTRAINT pk_poll_study PRIMARY KEY (poll, study);
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
CREATE INDEX ix_object_study ON public.object USING btree (study);
CREATE INDEX ix_poll_study_poll_due_at ON public.poll_study USING btree (poll, due_at);
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
ALTER TABLE ONLY public.poll_study
    ADD CONSTRAINT fk_poll_study_poll_poll FOREIGN KEY (poll) REFERENCES public.poll(name);
ALTER TABLE ONLY public.refusal
    ADD CONSTRAINT fk_refusal_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT fk_withdrawal_run_id_run FOREIGN KEY (run_id) REFERENCES public.run(id);
