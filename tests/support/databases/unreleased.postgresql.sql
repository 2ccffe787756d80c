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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'dd86cd08004ddc2b977254f7f21debc3590aa3820248fa67c3d706027393ade6');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"b","by":"study"}', 'dd86cd08004ddc2b977254f7f21debc3590aa3820248fa67c3d706027393ade6', 'a4679f8a7a98aa48e22c0deb7afbcf87047f5d1e3626455f9566ab6b671f3ad9');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","by":"study"}', 'a4679f8a7a98aa48e22c0deb7afbcf87047f5d1e3626455f9566ab6b671f3ad9', '8ac7e7e986b81c560a6a8d35d19d86c13f4606af1f1e61b357ffe19c82f1fa10');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '8ac7e7e986b81c560a6a8d35d19d86c13f4606af1f1e61b357ffe19c82f1fa10', 'ab7039549f3b992777034351133ffa14d11eae9198ca6956d3778ef4b7302c03');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'ab7039549f3b992777034351133ffa14d11eae9198ca6956d3778ef4b7302c03', 'd72cc9a6231cd46e781158c6170039cc94c25e729ee8ab2550220561e5f42e64');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","by":"study"}', 'd72cc9a6231cd46e781158c6170039cc94c25e729ee8ab2550220561e5f42e64', 'd4df5b4c519a45838ba50892fcf44092952b1572c251562fe9d415ba64f705f8');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","by":"study"}', 'd4df5b4c519a45838ba50892fcf44092952b1572c251562fe9d415ba64f705f8', '0bb070363079de4b20761c9a63c72d104e902fd53bf70e0967b179bf098630a6');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '0bb070363079de4b20761c9a63c72d104e902fd53bf70e0967b179bf098630a6', '963ed59cef59eee0230d3ccdc8071c54063ea2a2e7a7fbbeb603007aa80502da');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '963ed59cef59eee0230d3ccdc8071c54063ea2a2e7a7fbbeb603007aa80502da', '1f66a8c049a9f4565fe7d77afde911f3fda2e67fc4b7c5a93e1abf8100811488');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"b","by":"study"}', '1f66a8c049a9f4565fe7d77afde911f3fda2e67fc4b7c5a93e1abf8100811488', '2c443d4bbd43184a6323094cd85de4ba2933342ac686a6688b1483f80b7e85f9');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '2c443d4bbd43184a6323094cd85de4ba2933342ac686a6688b1483f80b7e85f9', 'c440908801d5ce2d7741c300d3648e0c1ae21caffe9bfb2bb7730c68b63b635f');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'c440908801d5ce2d7741c300d3648e0c1ae21caffe9bfb2bb7730c68b63b635f', 'c999bec4f0c70832f069acbc4fd67b30ef7f9f9538b2e9fc122328ab039e9b00');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","by":"study"}', 'c999bec4f0c70832f069acbc4fd67b30ef7f9f9538b2e9fc122328ab039e9b00', '6f5da3014005ee3dc147f4264147c0d7712e49111d3d74b1fdc1ee3cb87cfc4d');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"b","by":"study"}', '6f5da3014005ee3dc147f4264147c0d7712e49111d3d74b1fdc1ee3cb87cfc4d', '878aa26aaf299269bdf89f29cf92f4df0f55fdfe25cb332e2802901ab25ee17c');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","by":"study"}', '878aa26aaf299269bdf89f29cf92f4df0f55fdfe25cb332e2802901ab25ee17c', '4d62951afc9b0da7acc6b3c45d929dab1f42aa9d907d4cb13fb6ec836e2b2198');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '4d62951afc9b0da7acc6b3c45d929dab1f42aa9d907d4cb13fb6ec836e2b2198', '72bb0bf4531bd39b045dc354aa27ea5833a8e9da3f664e807478b4253c3eded1');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '72bb0bf4531bd39b045dc354aa27ea5833a8e9da3f664e807478b4253c3eded1', '01e148fccdfd9a7d639caa6cd760f56b7969c5f7d14296a2121858dfb758b7ba');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","by":"study"}', '01e148fccdfd9a7d639caa6cd760f56b7969c5f7d14296a2121858dfb758b7ba', '9e54b558c37d9856ced1ca045d4349c40b65477bc4085fa4d26f02990314ab47');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","by":"study"}', '9e54b558c37d9856ced1ca045d4349c40b65477bc4085fa4d26f02990314ab47', '4e344c34e0a9f0086fbab66f772eddd321aa20d9696dd5731a933abe63a378b0');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '4e344c34e0a9f0086fbab66f772eddd321aa20d9696dd5731a933abe63a378b0', 'a67c661c79afbe1563af3f4ea7f127132a440cdbfd4ec647d2be40e219f22157');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'a67c661c79afbe1563af3f4ea7f127132a440cdbfd4ec647d2be40e219f22157', '626257456a8a59a59fc65603e702f2b454693f7edf24a16533c428a30c8896a1');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"b","by":"study"}', '626257456a8a59a59fc65603e702f2b454693f7edf24a16533c428a30c8896a1', 'd24020bcd40d3aff9b5e65444ceb17e953965c5c18b38553e46d24248eda8bf9');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'd24020bcd40d3aff9b5e65444ceb17e953965c5c18b38553e46d24248eda8bf9', '8f21886ec97f1653f46f0b113fb0a252cfe87a38af6eb20ba73eb4a02696309d');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7a3cf993-65f1-4678-a404-a948b1411028', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '8f21886ec97f1653f46f0b113fb0a252cfe87a38af6eb20ba73eb4a02696309d', '6d7ed2092fb7654a685715591ae11a31879491e0df9d0c2353fd13ff9c16c704');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"a","by":"study"}', '6d7ed2092fb7654a685715591ae11a31879491e0df9d0c2353fd13ff9c16c704', '23bf699d8152a099ef2f111e132e1417a4919f81a1698fb54b4bc809d68bfcf7');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"a","by":"study"}', '23bf699d8152a099ef2f111e132e1417a4919f81a1698fb54b4bc809d68bfcf7', '7aaa919e137d3c42465a4d43596b83606278cf2430357a569edec7ed50ab3e82');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '7aaa919e137d3c42465a4d43596b83606278cf2430357a569edec7ed50ab3e82', 'f3d27f62468012b63bfa33a7c33b90ab676e9995e42c1e0fcc1f6d820b07863d');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'f3d27f62468012b63bfa33a7c33b90ab676e9995e42c1e0fcc1f6d820b07863d', '3c2deefda6d1e823bbf56c0c5e6473b3e1952cb1bc5f98deb3ecfb70aa0e9de0');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"b","by":"study"}', '3c2deefda6d1e823bbf56c0c5e6473b3e1952cb1bc5f98deb3ecfb70aa0e9de0', 'e079237490149cefd385e630ebfaca3d2a57baa781a90ffeeade824de981f7ea');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"b","by":"study"}', 'e079237490149cefd385e630ebfaca3d2a57baa781a90ffeeade824de981f7ea', '4cfa50b8e2e53e92e72eec636e6dec0e30093ad51cd313263bd3b57ca5f14b17');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '4cfa50b8e2e53e92e72eec636e6dec0e30093ad51cd313263bd3b57ca5f14b17', 'f136ecdc2d18a511d925a74184d818707e21dd1ea9a3179b74e666e0d24f5ce2');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '589c1e68-b701-4264-9d25-8e7f1491236e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'f136ecdc2d18a511d925a74184d818707e21dd1ea9a3179b74e666e0d24f5ce2', '4c480c3614e20dcf5875b4c09e86675ab670b0909970eed737387d13a948013f');
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
INSERT INTO public.form VALUES ('a9a0cf82-6068-4232-8d0d-0b1442c612dd', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('a9a0cf82-6068-4232-8d0d-0b1442c612dd', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('a9a0cf82-6068-4232-8d0d-0b1442c612dd', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('c3b29088-d24b-4e87-9e27-bd557c9b9468', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('c3b29088-d24b-4e87-9e27-bd557c9b9468', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('c3b29088-d24b-4e87-9e27-bd557c9b9468', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '3eb66fab-b3e8-43f4-847d-9ff31eccde1a');
INSERT INTO public.job VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, 'c3b29088-d24b-4e87-9e27-bd557c9b9468', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL);
INSERT INTO public.job VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'a9a0cf82-6068-4232-8d0d-0b1442c612dd', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL);
INSERT INTO public.job VALUES ('589c1e68-b701-4264-9d25-8e7f1491236e', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, 'c3b29088-d24b-4e87-9e27-bd557c9b9468', NULL, 'null', NULL, '16f29bb2e2a6464c31f318c7a5ef251abc0f7d0919231a239d40702faaff8e3b', 'c3b29088-d24b-4e87-9e27-bd557c9b9468', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('de5d5b5c-f49c-4723-add1-29a3c8e1515b', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('771beea1-ac21-4ec7-ab9f-5e771f547e4b', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('3eb66fab-b3e8-43f4-847d-9ff31eccde1a', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.104189}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.223924}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.665388}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.336103}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.094864}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 8, 1772366400000000, 'step', 'encode', '{"seconds": 2.896841}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 2.454406}');
INSERT INTO public.job_event VALUES ('0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000184}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.425397}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.710148}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.275538}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.173295}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 8, 1772366400000000, 'step', 'encode', '{"seconds": 3.793006}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 1.697251}');
INSERT INTO public.job_event VALUES ('7a3cf993-65f1-4678-a404-a948b1411028', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('589c1e68-b701-4264-9d25-8e7f1491236e', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('589c1e68-b701-4264-9d25-8e7f1491236e', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('589c1e68-b701-4264-9d25-8e7f1491236e', 3, 1772366400000000, 'step', 'reject', '{"seconds": 1.948103}');
INSERT INTO public.job_event VALUES ('589c1e68-b701-4264-9d25-8e7f1491236e', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 1.326594}');
INSERT INTO public.job_event VALUES ('589c1e68-b701-4264-9d25-8e7f1491236e', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('de5d5b5c-f49c-4723-add1-29a3c8e1515b', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('de5d5b5c-f49c-4723-add1-29a3c8e1515b', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('de5d5b5c-f49c-4723-add1-29a3c8e1515b', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('771beea1-ac21-4ec7-ab9f-5e771f547e4b', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('771beea1-ac21-4ec7-ab9f-5e771f547e4b', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('771beea1-ac21-4ec7-ab9f-5e771f547e4b', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('3eb66fab-b3e8-43f4-847d-9ff31eccde1a', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'a9a0cf82-6068-4232-8d0d-0b1442c612dd', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'a9a0cf82-6068-4232-8d0d-0b1442c612dd/f35a2c13d119a459/2.25.102907616094326186337071871441991568870.dcm', 4640, 'ec1250ed4e381efca86f0f6025696ae689273040bd018a211022a6a49b1e680c');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'a9a0cf82-6068-4232-8d0d-0b1442c612dd', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'a9a0cf82-6068-4232-8d0d-0b1442c612dd/f35a2c13d119a459/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'ae28fd62dba10f6907d3e835cc109e3c6fcce71cc911f6d671292266539a6e9f');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'a9a0cf82-6068-4232-8d0d-0b1442c612dd', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'a9a0cf82-6068-4232-8d0d-0b1442c612dd/f35a2c13d119a459/2.25.224894903637272919475517958730197465195.dcm', 11188, '85fb165c59f5622df6d207b1ad29d9e7014b8a1106fbf6fed39ef9e70a0f5691');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', 'c3b29088-d24b-4e87-9e27-bd557c9b9468', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', 'c3b29088-d24b-4e87-9e27-bd557c9b9468/3ecb45dd9d7e5d8c/2.25.249974027755592461708647500237819645901.dcm', 4640, 'bed9d673e9b9669642244ac60c644d878669fcefdaea3dd2f241009151ecfdb3');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', 'c3b29088-d24b-4e87-9e27-bd557c9b9468', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', 'c3b29088-d24b-4e87-9e27-bd557c9b9468/3ecb45dd9d7e5d8c/2.25.69960352400078369088423381276582758481.dcm', 2041780, '76659e2551f45af8c810df0c33c004ba0be903d36294c4850d717b2f87314862');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', 'c3b29088-d24b-4e87-9e27-bd557c9b9468', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', 'c3b29088-d24b-4e87-9e27-bd557c9b9468/3ecb45dd9d7e5d8c/2.25.154137392714950715338495833488765244607.dcm', 11196, '1e90ab0ec766f0bbc95d904987019d131b1aa2e1a9c2e6b724a8058303e5a051');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', 'c3b29088-d24b-4e87-9e27-bd557c9b9468', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', 'c3b29088-d24b-4e87-9e27-bd557c9b9468/b490823c26a777e1/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('a9a0cf82-6068-4232-8d0d-0b1442c612dd', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '0aca8207-6e5a-44e6-a2d1-62a4b3c24852', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 628.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 628}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 546.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 546}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000591, "tensor": 0.000536, "infer": 0.029349, "conclude": 0.022655}}', '{"display_report": false, "segmentation_type": null}', '350dba7cfb6f0deb86e65a59356c4da0dd4ee1eb42c1220c0b446a4848d6c7ac', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('c3b29088-d24b-4e87-9e27-bd557c9b9468', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '7a3cf993-65f1-4678-a404-a948b1411028', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 727.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 727}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 549.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 549}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001181, "tensor": 0.000782, "infer": 0.047497, "conclude": 0.048071}}', '{"display_report": false, "segmentation_type": null}', '300e78ea3ec1741bc63a0ff788870ea9137ed82e04e0692f610bf60e454f5cdc', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('c3b29088-d24b-4e87-9e27-bd557c9b9468', 'quality', 'blurred', 1772366400000000, 'key', '589c1e68-b701-4264-9d25-8e7f1491236e');
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
