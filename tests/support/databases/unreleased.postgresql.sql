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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '1988733ea01007b5786534daa937c8fc4f25653b0152f5de8c0a43210f05972b');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"b","by":"study"}', '1988733ea01007b5786534daa937c8fc4f25653b0152f5de8c0a43210f05972b', '4e507ea6d04ee938fa3781abfde6dfc00b60d2a0bfd270d67280a6f83fbd88e5');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","by":"study"}', '4e507ea6d04ee938fa3781abfde6dfc00b60d2a0bfd270d67280a6f83fbd88e5', 'd4b9d626b11c1f3e908e63a984383cad884d95a7271a97cbcffc632da0c9ba33');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'd4b9d626b11c1f3e908e63a984383cad884d95a7271a97cbcffc632da0c9ba33', 'b4123dda8304faa2b3e659264f416cc9c917b1f06e387a26b48bcd4b94442737');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'b4123dda8304faa2b3e659264f416cc9c917b1f06e387a26b48bcd4b94442737', '71b72539f25f0673b3eff89835d37e716efc348f30e8edb29c2ac84de0126ac4');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","by":"study"}', '71b72539f25f0673b3eff89835d37e716efc348f30e8edb29c2ac84de0126ac4', '93c6ceba6170b04e4eb2b35c2ba92e20a963ad0daf91681e4d152dbff452c9b8');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","by":"study"}', '93c6ceba6170b04e4eb2b35c2ba92e20a963ad0daf91681e4d152dbff452c9b8', '9e633dfeec9494b7aeefb94b642b01eafe501884811da6be1279b7c1d3f73f23');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '9e633dfeec9494b7aeefb94b642b01eafe501884811da6be1279b7c1d3f73f23', '46dafcb869e5b807dcee11b111cf2062794ed554251e08b5463a60599a6be519');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '46dafcb869e5b807dcee11b111cf2062794ed554251e08b5463a60599a6be519', '1b66440db154d3f2991dab55497cbbc789f87e5488864d70bddeb7b0d6c29498');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"b","by":"study"}', '1b66440db154d3f2991dab55497cbbc789f87e5488864d70bddeb7b0d6c29498', '0a230c1552c41f4c2199831fb9116d81056a4e98543051ef2d0097f83ca7a9bb');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '0a230c1552c41f4c2199831fb9116d81056a4e98543051ef2d0097f83ca7a9bb', '7b7a8ee7ab4effbc7b7c207e8817a994ae110c3474525ca84593892473e42bb8');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '7b7a8ee7ab4effbc7b7c207e8817a994ae110c3474525ca84593892473e42bb8', '158914dedd4cbc38e9fa664bc767ca64e261a6f0978873673dc8d89ab1b71c69');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","by":"study"}', '158914dedd4cbc38e9fa664bc767ca64e261a6f0978873673dc8d89ab1b71c69', '224eaf006e2863d0a7b55d5aff2d5e6e753a1690d1502d3e1ec5a12e8a09cd5c');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"b","by":"study"}', '224eaf006e2863d0a7b55d5aff2d5e6e753a1690d1502d3e1ec5a12e8a09cd5c', '73cc1fe31b56ac58105ef89eae0ed777d8c8c23b1c7a851ffa35631a8e033f69');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","by":"study"}', '73cc1fe31b56ac58105ef89eae0ed777d8c8c23b1c7a851ffa35631a8e033f69', 'f84537f0e81676a08d92652a134003d18fa32e0bbbc471c82562bafd5698a62c');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'f84537f0e81676a08d92652a134003d18fa32e0bbbc471c82562bafd5698a62c', '0f9e061ce6e8dcee52ef54f4d48deb1fd7b2d966b9871f5e0ad197f815b60f36');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '0f9e061ce6e8dcee52ef54f4d48deb1fd7b2d966b9871f5e0ad197f815b60f36', '53cf4c7f5635c0ddb3d52375273246028e9193ba5cd39d4166385e0683eadbef');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","by":"study"}', '53cf4c7f5635c0ddb3d52375273246028e9193ba5cd39d4166385e0683eadbef', 'eb7bc676c27f4aa1d49c74046ac7ca6ecf44c9cf5c5ee284c0c179e08e541668');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","by":"study"}', 'eb7bc676c27f4aa1d49c74046ac7ca6ecf44c9cf5c5ee284c0c179e08e541668', 'ff292f3671b18518b8333d69c14e37c95579ec3c284d629b253333e835281df2');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'ff292f3671b18518b8333d69c14e37c95579ec3c284d629b253333e835281df2', 'bb01779300be6c0fe8f7d23bb46ae89593451007b903ed27e0714b416968fb1c');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'bb01779300be6c0fe8f7d23bb46ae89593451007b903ed27e0714b416968fb1c', '59dbcd32159fce260521a4bb37aa456fe42da27d128855eaddd14ed4aaea382d');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"b","by":"study"}', '59dbcd32159fce260521a4bb37aa456fe42da27d128855eaddd14ed4aaea382d', '1b7669bcc32d0a3da4d1e4ad76207594dc97ccc1bba2d0956ec614f3734a754a');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '1b7669bcc32d0a3da4d1e4ad76207594dc97ccc1bba2d0956ec614f3734a754a', '19d18afa53feb4c3e3d1c6b711e3e9ad152b38adfe3235c991ec42d7f125fe39');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '5ffb86c9-ebce-4073-9440-5006254f8b7a', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '19d18afa53feb4c3e3d1c6b711e3e9ad152b38adfe3235c991ec42d7f125fe39', '857747ae47155b1a17466e02a6c9b4170317f7c0d75849424d98c9905fd95c43');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"a","by":"study"}', '857747ae47155b1a17466e02a6c9b4170317f7c0d75849424d98c9905fd95c43', 'a0cf3d0de0ff559bb334c457c67832435f833b212178b6c88b5831b3af8c1954');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"a","by":"study"}', 'a0cf3d0de0ff559bb334c457c67832435f833b212178b6c88b5831b3af8c1954', 'fada41c0b7494a44622e404fb4c2eef646272aad4fdd4bb333dd1d2c0b3c1a48');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'fada41c0b7494a44622e404fb4c2eef646272aad4fdd4bb333dd1d2c0b3c1a48', '9cf8e6638ac231022043840bcef02e640c09dd61171fade32fa615df07bfaf2a');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '9cf8e6638ac231022043840bcef02e640c09dd61171fade32fa615df07bfaf2a', '9bc2aa8a53b1cf7d6b979904d2c4eff349b5fe2f61aaae63d8c5dbee67ca32ea');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"b","by":"study"}', '9bc2aa8a53b1cf7d6b979904d2c4eff349b5fe2f61aaae63d8c5dbee67ca32ea', '35b4dffc0e71e6d440dff60b50321e963bcd41e1528567c92deb8f6a827db25a');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"b","by":"study"}', '35b4dffc0e71e6d440dff60b50321e963bcd41e1528567c92deb8f6a827db25a', '42f7289e8fb7c5036b0ff82f7fc0f7d40e572b66c96186eb79c11d748d3c5982');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '42f7289e8fb7c5036b0ff82f7fc0f7d40e572b66c96186eb79c11d748d3c5982', '30f55d409f6636d911b0b7c96e63ec1590317a3a16dc16d5b455dae6ce31eca9');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '30f55d409f6636d911b0b7c96e63ec1590317a3a16dc16d5b455dae6ce31eca9', '44101d6c006df8e71928fb3e8d6a9a184cea9d6083ca44bc6e7afc7dcf3f17f6');
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
INSERT INTO public.form VALUES ('e22e9338-2a69-4862-b957-28bd4328be9f', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('e22e9338-2a69-4862-b957-28bd4328be9f', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('e22e9338-2a69-4862-b957-28bd4328be9f', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '61c60750-dadc-4bb6-98e2-b33a6457f6b3');
INSERT INTO public.job VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('fcc22e60-967a-4284-88e1-35d0a1f9e79a', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', NULL, 'null', NULL, '5e5fa94302f5a5d1e92189649decf9cf8d998ba1dac43e608dcab925db7c0ad1', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', NULL, NULL);
INSERT INTO public.job VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'e22e9338-2a69-4862-b957-28bd4328be9f', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL);
INSERT INTO public.job VALUES ('e4881232-96a2-453a-bac7-3cbe234b70dc', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('3714845e-e070-4098-bd99-f398786c56db', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('61c60750-dadc-4bb6-98e2-b33a6457f6b3', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.010137}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.017211}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.051837}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.01787}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.031404}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.302647}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.14108}');
INSERT INTO public.job_event VALUES ('b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000255}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.024124}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.061614}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.008262}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.021112}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.342579}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.130893}');
INSERT INTO public.job_event VALUES ('5ffb86c9-ebce-4073-9440-5006254f8b7a', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('fcc22e60-967a-4284-88e1-35d0a1f9e79a', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('fcc22e60-967a-4284-88e1-35d0a1f9e79a', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('fcc22e60-967a-4284-88e1-35d0a1f9e79a', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.102699}');
INSERT INTO public.job_event VALUES ('fcc22e60-967a-4284-88e1-35d0a1f9e79a', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.138153}');
INSERT INTO public.job_event VALUES ('fcc22e60-967a-4284-88e1-35d0a1f9e79a', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('e4881232-96a2-453a-bac7-3cbe234b70dc', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('e4881232-96a2-453a-bac7-3cbe234b70dc', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('e4881232-96a2-453a-bac7-3cbe234b70dc', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('3714845e-e070-4098-bd99-f398786c56db', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('3714845e-e070-4098-bd99-f398786c56db', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('3714845e-e070-4098-bd99-f398786c56db', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('61c60750-dadc-4bb6-98e2-b33a6457f6b3', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'e22e9338-2a69-4862-b957-28bd4328be9f', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'e22e9338-2a69-4862-b957-28bd4328be9f/4390f50f454d54f1/2.25.102907616094326186337071871441991568870.dcm', 4640, 'bf40e2254fa5c8698df3da7a049d013ed52695d3d512e005b799cfa8c23f9df8');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'e22e9338-2a69-4862-b957-28bd4328be9f', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'e22e9338-2a69-4862-b957-28bd4328be9f/4390f50f454d54f1/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'f20aa68ff71230786f0f1f06af38de63a594361f2ec61c61052e1b2534423fa7');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'e22e9338-2a69-4862-b957-28bd4328be9f', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'e22e9338-2a69-4862-b957-28bd4328be9f/4390f50f454d54f1/2.25.224894903637272919475517958730197465195.dcm', 11204, 'fd3289c6039d0e0706ccb2cec63e64998a04d29da3c9948e91e3fa3dcd7795b9');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f/0f4d62e89e31567d/2.25.249974027755592461708647500237819645901.dcm', 4640, '7c921559b16e374fa4e1b4de5cc24e48fa48c3d19046ad97e2f99cfb0d88b3ae');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f/0f4d62e89e31567d/2.25.69960352400078369088423381276582758481.dcm', 2041780, '21f58cc6b5233e043492ffec3220685e4c605fb73bbc5e445614e64cb5cefefc');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f/0f4d62e89e31567d/2.25.154137392714950715338495833488765244607.dcm', 11052, 'bae370130fd2b4b60a3e746c517c733005dff90b1169bca7523755ec77853d36');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f/1d7bc1fa1bad772d/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('e22e9338-2a69-4862-b957-28bd4328be9f', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'b1401e36-4eda-4a6f-9a8f-f9c87e280bce', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 702.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 702}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 527.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 527}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001378, "tensor": 0.000899, "infer": 0.00796, "conclude": 0.010706}}', '{"display_report": false, "segmentation_type": null}', '8d0ed5860bab04854a2bb8df85ef058cea38f5a3417ebf36299d961427fb6bcd', false);
INSERT INTO public.run VALUES ('7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '5ffb86c9-ebce-4073-9440-5006254f8b7a', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 687.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 687}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 421.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 421}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000866, "tensor": 0.001335, "infer": 0.004418, "conclude": 0.007893}}', '{"display_report": false, "segmentation_type": null}', 'ec556979129f9d5effe1c05e3addb0e44b9fa40afacbc43ee1edcadba41697e4', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('7b6d6652-3f70-4fef-ad59-06cbb3e6dc7f', 'quality', 'blurred', 1772366400000000, 'key', 'fcc22e60-967a-4284-88e1-35d0a1f9e79a');
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
