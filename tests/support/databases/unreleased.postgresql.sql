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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '90f3ecc5700541ea4e056dc3281f0a06d5b8d961684faec2dded0f3c832c3809');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"b","by":"study"}', '90f3ecc5700541ea4e056dc3281f0a06d5b8d961684faec2dded0f3c832c3809', '9a49be9581d14501a19b29a7330417c578a802e809efb23e7cb5bdfb83357daf');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","by":"study"}', '9a49be9581d14501a19b29a7330417c578a802e809efb23e7cb5bdfb83357daf', '781f793a00eb48cee66671fc57b24faafa49f9ff59676f55f0c1c97392da1600');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '781f793a00eb48cee66671fc57b24faafa49f9ff59676f55f0c1c97392da1600', '83fb067a351c2eebc617b38d755108ce58d919438ac58fc861bbd9dc49867e47');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '83fb067a351c2eebc617b38d755108ce58d919438ac58fc861bbd9dc49867e47', '2e80409b1b26387bd64d9dd3474e0ae5f6a9e22835ac3bb3fae414688bd3ddd1');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","by":"study"}', '2e80409b1b26387bd64d9dd3474e0ae5f6a9e22835ac3bb3fae414688bd3ddd1', '7479a02f52c9eabb8bbbe5f8aecd25287cefa7a20846a49b6f6e575a26dc10be');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","by":"study"}', '7479a02f52c9eabb8bbbe5f8aecd25287cefa7a20846a49b6f6e575a26dc10be', '56c4ba4c90d47b35e2315832cdb46e0496ab7b9b303919ef37603fc77a64f8ec');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '56c4ba4c90d47b35e2315832cdb46e0496ab7b9b303919ef37603fc77a64f8ec', '96981c599d637d1f977a3091ebca047ceeab81731fff98dc76a8864bb31f4733');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '96981c599d637d1f977a3091ebca047ceeab81731fff98dc76a8864bb31f4733', '9addb926433a56e67949f4e0a69b26a5648d3b0e9a27f96c0e149c7ded09f9bb');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"b","by":"study"}', '9addb926433a56e67949f4e0a69b26a5648d3b0e9a27f96c0e149c7ded09f9bb', 'e9c53a1e6da40b0bce1ea0fc4be9dabff7f641d524bf24fefe084c42bb7865d8');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'e9c53a1e6da40b0bce1ea0fc4be9dabff7f641d524bf24fefe084c42bb7865d8', '85d9281c920f1f943114c04d1bc9508545a731c877d6cdef1fed8c2cb8477ab3');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed8ed558-b649-42e6-bc03-775dd6a2782a', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '85d9281c920f1f943114c04d1bc9508545a731c877d6cdef1fed8c2cb8477ab3', '1763eab099351e4dedbb08821863d554bc4ed16547c4dccadee7b0227a3423d0');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","by":"study"}', '1763eab099351e4dedbb08821863d554bc4ed16547c4dccadee7b0227a3423d0', 'e626310068b3f2c2a588060645c2833f56db83cce8c16ca3193b050fd34c8741');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"b","by":"study"}', 'e626310068b3f2c2a588060645c2833f56db83cce8c16ca3193b050fd34c8741', 'a6bb1022fa6e3481f012c0ce0aab9deb47dc00cc4ee087489fc5c7b61f40718f');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","by":"study"}', 'a6bb1022fa6e3481f012c0ce0aab9deb47dc00cc4ee087489fc5c7b61f40718f', '7a3a759ae981fc8a377f0fa574bdca4bd003d998d9c93f59d6172b33caa3ddb7');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '7a3a759ae981fc8a377f0fa574bdca4bd003d998d9c93f59d6172b33caa3ddb7', 'c25c6f8374ed8c505367af58cd200ae5f24ea1918275f9bbcc6aa8a2c4c594fd');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'c25c6f8374ed8c505367af58cd200ae5f24ea1918275f9bbcc6aa8a2c4c594fd', '8a8e9ba926f1608f776aeb44d6671a8142777d5b5d26694b94c5f2c82f07a484');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","by":"study"}', '8a8e9ba926f1608f776aeb44d6671a8142777d5b5d26694b94c5f2c82f07a484', 'be11c94ef608bca500b9af78de8318bf80bfb0028b741cc5a6317006b7cf97a3');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","by":"study"}', 'be11c94ef608bca500b9af78de8318bf80bfb0028b741cc5a6317006b7cf97a3', '7e4c82e83b4f791ec188a7e71edff388e24dda743b4cffdf298554055f57178d');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '7e4c82e83b4f791ec188a7e71edff388e24dda743b4cffdf298554055f57178d', '164d6f0e3fa70c0116c4d3d8035134829418472b24ae276f9d2f8129c76fb81e');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '164d6f0e3fa70c0116c4d3d8035134829418472b24ae276f9d2f8129c76fb81e', 'ef4955405939a07fafec6fd499da4a62561a65b8004247231de114d6cd7bfe5e');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"b","by":"study"}', 'ef4955405939a07fafec6fd499da4a62561a65b8004247231de114d6cd7bfe5e', '53e652f0b9acceae5388afd1eefbd7e7100777f60944afb82ffdfb0f211f2e3d');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '53e652f0b9acceae5388afd1eefbd7e7100777f60944afb82ffdfb0f211f2e3d', 'af06b825a5d30fbda1fc4f73f6d20448e36bca2f30402f685974915b91725874');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'af06b825a5d30fbda1fc4f73f6d20448e36bca2f30402f685974915b91725874', 'fe64c8a61a17b90826470f0cce427c8dbd8ec6c11b028d1119ffa6cee6742f77');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"a","by":"study"}', 'fe64c8a61a17b90826470f0cce427c8dbd8ec6c11b028d1119ffa6cee6742f77', 'f5160753ba33e756af4fe26ef49e991d7919108051d477ed3501a034899a6c8a');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"a","by":"study"}', 'f5160753ba33e756af4fe26ef49e991d7919108051d477ed3501a034899a6c8a', '9effa3389f6b298c7ae30d9c558d95ef4273f635b4e1e2157d61b7ba07715645');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '9effa3389f6b298c7ae30d9c558d95ef4273f635b4e1e2157d61b7ba07715645', '9e2735bd8c9b98ba199bb14ee2f813bd4ba9499189cf3bca375ac6803e69e817');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '9e2735bd8c9b98ba199bb14ee2f813bd4ba9499189cf3bca375ac6803e69e817', 'f255e37ee0eeccab9aea611d77aeb5ea746e386a9372ae65db8c3e5dcec70b01');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"b","by":"study"}', 'f255e37ee0eeccab9aea611d77aeb5ea746e386a9372ae65db8c3e5dcec70b01', '088fd6e2c02979b745171afbf7ad354a6892617c564f3789f7f6229794472c44');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"b","by":"study"}', '088fd6e2c02979b745171afbf7ad354a6892617c564f3789f7f6229794472c44', 'ff476d0d5d24cb2ccbeeaf41d522013546952505108fc5e8c6cfbc8574ccbe5f');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'ff476d0d5d24cb2ccbeeaf41d522013546952505108fc5e8c6cfbc8574ccbe5f', '83cc42f1a8235b00572025f826706e84451f10b3591eac24319d4d41453130ba');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '83cc42f1a8235b00572025f826706e84451f10b3591eac24319d4d41453130ba', '50aac1f8ab0bde592061b076661583c855ced32fc1dd5c1fbf3d18e5d4e631fd');
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
INSERT INTO public.form VALUES ('91434d42-0105-423b-9b87-a06a9b1e65f4', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('91434d42-0105-423b-9b87-a06a9b1e65f4', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('91434d42-0105-423b-9b87-a06a9b1e65f4', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('0807d0b8-6ee4-4591-8453-87dfc62705aa', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('0807d0b8-6ee4-4591-8453-87dfc62705aa', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('0807d0b8-6ee4-4591-8453-87dfc62705aa', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '0b2b4a0f-8944-4672-858f-50be1a499687');
INSERT INTO public.job VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '0807d0b8-6ee4-4591-8453-87dfc62705aa', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378', NULL, NULL);
INSERT INTO public.job VALUES ('35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '0807d0b8-6ee4-4591-8453-87dfc62705aa', NULL, 'null', NULL, 'f4980d229457d371b9daac66209cbf694d93873908b383859cda9b4ee316b7fb', '0807d0b8-6ee4-4591-8453-87dfc62705aa', NULL);
INSERT INTO public.job VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '91434d42-0105-423b-9b87-a06a9b1e65f4', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7', NULL, 'abababababababababababababababab');
INSERT INTO public.job VALUES ('67c6c6a8-2d2a-4282-8302-fd481c9739f7', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc', NULL, NULL);
INSERT INTO public.job VALUES ('81b9c242-2fc7-45bb-94d1-659a5c7200de', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe', NULL, NULL);
INSERT INTO public.job VALUES ('0b2b4a0f-8944-4672-858f-50be1a499687', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, 'd583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd', NULL, NULL);
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.010809}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.016638}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.040769}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.006482}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.020921}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.272447}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.206165}');
INSERT INTO public.job_event VALUES ('ed8ed558-b649-42e6-bc03-775dd6a2782a', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 9.2e-05}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.018506}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.047254}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.003799}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.021558}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.268448}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.187033}');
INSERT INTO public.job_event VALUES ('833847ce-4258-41bd-8a2b-7e5f21cfbd62', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.085221}');
INSERT INTO public.job_event VALUES ('35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.158743}');
INSERT INTO public.job_event VALUES ('35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('67c6c6a8-2d2a-4282-8302-fd481c9739f7', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('67c6c6a8-2d2a-4282-8302-fd481c9739f7', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('67c6c6a8-2d2a-4282-8302-fd481c9739f7', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('81b9c242-2fc7-45bb-94d1-659a5c7200de', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('81b9c242-2fc7-45bb-94d1-659a5c7200de', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('81b9c242-2fc7-45bb-94d1-659a5c7200de', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('0b2b4a0f-8944-4672-858f-50be1a499687', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '91434d42-0105-423b-9b87-a06a9b1e65f4', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '91434d42-0105-423b-9b87-a06a9b1e65f4/b422ee956c5abed8/2.25.102907616094326186337071871441991568870.dcm', 4640, 'c44b38101f9e8158e90162a0429de469f0351cbde6fb8b9080c67c0e05a968a1');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '91434d42-0105-423b-9b87-a06a9b1e65f4', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '91434d42-0105-423b-9b87-a06a9b1e65f4/b422ee956c5abed8/2.25.39211509514753337462632637355809223825.dcm', 2041780, '856d85a66bb0fce1b5d641c87ca4686e2372b9f62008e76c57d48f6b7a763cdf');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '91434d42-0105-423b-9b87-a06a9b1e65f4', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '91434d42-0105-423b-9b87-a06a9b1e65f4/b422ee956c5abed8/2.25.224894903637272919475517958730197465195.dcm', 11196, '6cc41609c127c0241b418de250221f941c66aec6c76b2b3e593cfda74f941a90');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '0807d0b8-6ee4-4591-8453-87dfc62705aa', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '0807d0b8-6ee4-4591-8453-87dfc62705aa/3c8d20bf6115f198/2.25.249974027755592461708647500237819645901.dcm', 4640, '6d02a4a1496e504fdc64daf7c4d3623970335dcaf846c4b546d8c0c7f80896e2');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '0807d0b8-6ee4-4591-8453-87dfc62705aa', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '0807d0b8-6ee4-4591-8453-87dfc62705aa/3c8d20bf6115f198/2.25.69960352400078369088423381276582758481.dcm', 2041780, 'f5004d5372cd1ba3c9a843f0bf3d21657558279de573038d28086a5d286b5528');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '0807d0b8-6ee4-4591-8453-87dfc62705aa', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '0807d0b8-6ee4-4591-8453-87dfc62705aa/3c8d20bf6115f198/2.25.154137392714950715338495833488765244607.dcm', 11172, 'b105a689d70e5aa6f8c6d4e5e4b22bfb193fa05e97c4082df71516f194d92654');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '0807d0b8-6ee4-4591-8453-87dfc62705aa', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '0807d0b8-6ee4-4591-8453-87dfc62705aa/f1c5cecec4088b6d/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('91434d42-0105-423b-9b87-a06a9b1e65f4', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'ed8ed558-b649-42e6-bc03-775dd6a2782a', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 613.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 613}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 542.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 542}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000467, "tensor": 0.000461, "infer": 0.001457, "conclude": 0.003414}}', '{"display_report": false, "segmentation_type": null}', 'a48c86cdb428899717071cb7de0c9c8a414eada4f634b17fd450f4a2cfd16850');
INSERT INTO public.run VALUES ('0807d0b8-6ee4-4591-8453-87dfc62705aa', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '833847ce-4258-41bd-8a2b-7e5f21cfbd62', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 665.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 665}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 590.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 590}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000418, "tensor": 0.000464, "infer": 0.001364, "conclude": 0.007684}}', '{"display_report": false, "segmentation_type": null}', '53fce7da5b70e41489a9cc0bedc68d8913748a513489ec2d020fb7d4f65f940f');
INSERT INTO public.site VALUES ('0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO public.withdrawal VALUES ('0807d0b8-6ee4-4591-8453-87dfc62705aa', 'quality', 'blurred', 1772366400000000, 'key', '35b5a8e2-8bf3-4ee8-aacb-9bfee9ea125e');
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
