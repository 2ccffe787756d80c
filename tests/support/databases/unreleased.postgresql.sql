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
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '4ef7cab4cc65a66eaa3dfba37122770afc40f321cc7d06708de53f706b8fce49');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"b","by":"study"}', '4ef7cab4cc65a66eaa3dfba37122770afc40f321cc7d06708de53f706b8fce49', '45a222141dc39a67837d283a9fe02a1f37467ae0acb5c7d0a49cab4917604da2');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","by":"study"}', '45a222141dc39a67837d283a9fe02a1f37467ae0acb5c7d0a49cab4917604da2', '5b623c679a572c17f94d92599100b4ed6326b3b3c179b086769400f7443241fe');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '5b623c679a572c17f94d92599100b4ed6326b3b3c179b086769400f7443241fe', '69795bb7bc94046c369330796c10dce25d72580d823bbc87898f665c5529c583');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '69795bb7bc94046c369330796c10dce25d72580d823bbc87898f665c5529c583', '5089b5bfb17a644a73e05671d43f69f8f4985588044e037a0cd7317e90042c68');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","by":"study"}', '5089b5bfb17a644a73e05671d43f69f8f4985588044e037a0cd7317e90042c68', '35c91d848d8e15e11b603b3ee8c7929280ef219fc1e3f7359ed7b174de2f146e');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","by":"study"}', '35c91d848d8e15e11b603b3ee8c7929280ef219fc1e3f7359ed7b174de2f146e', 'ea8bc7a945828c851edb85c9299c3f44e6ac3f1dc35713e995dbf1edc0666c0b');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'ea8bc7a945828c851edb85c9299c3f44e6ac3f1dc35713e995dbf1edc0666c0b', '31bf28ba8dfac02ee3dab956de3c7011033d26cd3ddf244c5171749a6bf2ac64');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '31bf28ba8dfac02ee3dab956de3c7011033d26cd3ddf244c5171749a6bf2ac64', 'feb45e65be3f8e2a15b41bad32dc761d2239e9bacb105f8a87326e119c841627');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"b","by":"study"}', 'feb45e65be3f8e2a15b41bad32dc761d2239e9bacb105f8a87326e119c841627', '4d549e6addcd7d826369a589b249b6644ba7b3a8d4bdf8b6d06f42a3a5b8893d');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '4d549e6addcd7d826369a589b249b6644ba7b3a8d4bdf8b6d06f42a3a5b8893d', '9682f61ab09b5fcd6a0428f2c214adac413bb3ec03ea4b1af1ae797f4c8468dd');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '9bf9999b-64c6-48a2-a79a-207927391128', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '9682f61ab09b5fcd6a0428f2c214adac413bb3ec03ea4b1af1ae797f4c8468dd', 'ba121e71cad523b4b70e5b703673d2f80335e7487d87b6a2738bb866d33b0545');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","by":"study"}', 'ba121e71cad523b4b70e5b703673d2f80335e7487d87b6a2738bb866d33b0545', 'd467eb8768d920647a17e6f8520b4479735a2cb5fd92990de353a694ecf29757');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"b","by":"study"}', 'd467eb8768d920647a17e6f8520b4479735a2cb5fd92990de353a694ecf29757', 'fd69ee3104caf27b970c8d17a01f89c3923452d579d53a5d99d1415637f702c1');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","by":"study"}', 'fd69ee3104caf27b970c8d17a01f89c3923452d579d53a5d99d1415637f702c1', '978ad3e018409fa185f3880b5a89c5dc77eb5075943b8aa7c8d4c2e063a82bff');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '978ad3e018409fa185f3880b5a89c5dc77eb5075943b8aa7c8d4c2e063a82bff', '480fe33907d33212788005fa5c8a97092ecf7bf56e4de82361ce352cdb813228');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '480fe33907d33212788005fa5c8a97092ecf7bf56e4de82361ce352cdb813228', '6cc72a98ff8ff7dc55e9e51d66e5492e65281dba11a3d9ff7d2a22fadef11cb4');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","by":"study"}', '6cc72a98ff8ff7dc55e9e51d66e5492e65281dba11a3d9ff7d2a22fadef11cb4', '0d7f3d9cc8f4738e704424cf3cfaa8432e7b3d125e3157d1f74c06d40be2553e');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","by":"study"}', '0d7f3d9cc8f4738e704424cf3cfaa8432e7b3d125e3157d1f74c06d40be2553e', '2f79703e835c0bcbd4d25779cd02725990d1e000d3e430851b74c437bee2acff');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '2f79703e835c0bcbd4d25779cd02725990d1e000d3e430851b74c437bee2acff', '63c199636b1aa5c35dcc2a5aa3d320e18a398bfb4e2b30d1b91960958661d266');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '63c199636b1aa5c35dcc2a5aa3d320e18a398bfb4e2b30d1b91960958661d266', 'd0b1d4670bd45a9d006e7e69c88dcc41a856e121325e13b5141584a8c40693cb');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"b","by":"study"}', 'd0b1d4670bd45a9d006e7e69c88dcc41a856e121325e13b5141584a8c40693cb', '252e5a3aa181e23ed6e674587aacee83415ff47c7f067ce796f61e54f4db245c');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '252e5a3aa181e23ed6e674587aacee83415ff47c7f067ce796f61e54f4db245c', '36c7c9e4a0cdb07c90e00031a82813abad01e94b2fbfc4ba76ef355a1449278f');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '1e43e677-12a5-4a6c-aa11-255511ee10e2', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '36c7c9e4a0cdb07c90e00031a82813abad01e94b2fbfc4ba76ef355a1449278f', 'f4621d5d1d81f4bfde9e25d47b5cdd1e505093e5945496deeeb84be8b4e34282');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"a","by":"study"}', 'f4621d5d1d81f4bfde9e25d47b5cdd1e505093e5945496deeeb84be8b4e34282', '2e8c27c1fc61651fbc7110536fb5602366f7346eac9182b64f906668751160b4');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"a","by":"study"}', '2e8c27c1fc61651fbc7110536fb5602366f7346eac9182b64f906668751160b4', '97f3e002cd4def06f7148b687085d4fe604d56b05ae166ffb4a0bab51d384929');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '97f3e002cd4def06f7148b687085d4fe604d56b05ae166ffb4a0bab51d384929', 'f6209cea2dce0cc16cfd1299789ed9aa82aa19a9421f296e450db7d1e984f06a');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'f6209cea2dce0cc16cfd1299789ed9aa82aa19a9421f296e450db7d1e984f06a', 'af23165b2ec3f9e1085de0c72bb8315148a9ce943cae5e6c06ddcdf2195dfebb');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"b","by":"study"}', 'af23165b2ec3f9e1085de0c72bb8315148a9ce943cae5e6c06ddcdf2195dfebb', 'fac25973c1cb366af4d413714c0f02b0668da7b6284fe8d723f0af02cdd02fb3');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"b","by":"study"}', 'fac25973c1cb366af4d413714c0f02b0668da7b6284fe8d723f0af02cdd02fb3', '93665434cd3bdbf9d3e47d3afb32858965cf6b0ac9bc9217b8a5447ed62868d6');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '93665434cd3bdbf9d3e47d3afb32858965cf6b0ac9bc9217b8a5447ed62868d6', 'f4e39cbd2dc8ede165a58835ce9f5116c33a93773c457b5b8ccc76a9ce400d41');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'a29570e7-db02-48c8-8e93-459a473441ce', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'f4e39cbd2dc8ede165a58835ce9f5116c33a93773c457b5b8ccc76a9ce400d41', '73872ae79410482a7815cc83dec6612ab6db444a6c8c45e1c8a05793f345ea37');
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
INSERT INTO public.form VALUES ('c2f97980-272b-4c0c-ad67-ebb3c405cefc', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('c2f97980-272b-4c0c-ad67-ebb3c405cefc', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('c2f97980-272b-4c0c-ad67-ebb3c405cefc', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('4662b535-3379-4a76-823c-4b5422dd5a6f', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('4662b535-3379-4a76-823c-4b5422dd5a6f', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('4662b535-3379-4a76-823c-4b5422dd5a6f', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '527eade4-b6a3-4dba-8a0a-69fee1a9e638');
INSERT INTO public.job VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '4662b535-3379-4a76-823c-4b5422dd5a6f', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL);
INSERT INTO public.job VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'c2f97980-272b-4c0c-ad67-ebb3c405cefc', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL);
INSERT INTO public.job VALUES ('a29570e7-db02-48c8-8e93-459a473441ce', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '4662b535-3379-4a76-823c-4b5422dd5a6f', NULL, 'null', NULL, '8c8b657fe40747132e45aaba89696f99249a6800898b8b0a58227ba212b67620', '4662b535-3379-4a76-823c-4b5422dd5a6f', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('8c85c711-f320-4bbe-94c5-ceff15e4efa9', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('4fb1c940-b799-4756-a935-e102295e03df', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('527eade4-b6a3-4dba-8a0a-69fee1a9e638', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.165547}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.20326}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.281337}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.11496}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.210657}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 8, 1772366400000000, 'step', 'encode', '{"seconds": 2.961698}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 1.230443}');
INSERT INTO public.job_event VALUES ('9bf9999b-64c6-48a2-a79a-207927391128', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000248}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.221577}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.633736}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.184944}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.128002}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 8, 1772366400000000, 'step', 'encode', '{"seconds": 2.651892}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 1.191614}');
INSERT INTO public.job_event VALUES ('1e43e677-12a5-4a6c-aa11-255511ee10e2', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('a29570e7-db02-48c8-8e93-459a473441ce', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('a29570e7-db02-48c8-8e93-459a473441ce', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('a29570e7-db02-48c8-8e93-459a473441ce', 3, 1772366400000000, 'step', 'reject', '{"seconds": 3.427113}');
INSERT INTO public.job_event VALUES ('a29570e7-db02-48c8-8e93-459a473441ce', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 1.254627}');
INSERT INTO public.job_event VALUES ('a29570e7-db02-48c8-8e93-459a473441ce', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('8c85c711-f320-4bbe-94c5-ceff15e4efa9', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('8c85c711-f320-4bbe-94c5-ceff15e4efa9', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('8c85c711-f320-4bbe-94c5-ceff15e4efa9', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('4fb1c940-b799-4756-a935-e102295e03df', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('4fb1c940-b799-4756-a935-e102295e03df', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('4fb1c940-b799-4756-a935-e102295e03df', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('527eade4-b6a3-4dba-8a0a-69fee1a9e638', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'c2f97980-272b-4c0c-ad67-ebb3c405cefc', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'c2f97980-272b-4c0c-ad67-ebb3c405cefc/5cb3f55c52946a60/2.25.102907616094326186337071871441991568870.dcm', 4640, '5066683705b143caba7daae7d278746c5c1d03b61507beb4fcc49709e0c68869');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'c2f97980-272b-4c0c-ad67-ebb3c405cefc', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'c2f97980-272b-4c0c-ad67-ebb3c405cefc/5cb3f55c52946a60/2.25.39211509514753337462632637355809223825.dcm', 2041780, '14dccbc1a32c2388862f71f0625ed66b99b9fabc7e59b6935154c876ab4f6875');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'c2f97980-272b-4c0c-ad67-ebb3c405cefc', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'c2f97980-272b-4c0c-ad67-ebb3c405cefc/5cb3f55c52946a60/2.25.224894903637272919475517958730197465195.dcm', 11124, 'c5fba74dc46b3b7d4dcebe4a0d0392d4626f48575917bb53ef872f8c9c3fd3f9');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '4662b535-3379-4a76-823c-4b5422dd5a6f', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '4662b535-3379-4a76-823c-4b5422dd5a6f/0b0f77ad4a6c1536/2.25.249974027755592461708647500237819645901.dcm', 4640, '77c61b8f28dc0f7ea8e95d30cda53f5ba58877b7e390f00b5fc2bf95a49931ca');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '4662b535-3379-4a76-823c-4b5422dd5a6f', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '4662b535-3379-4a76-823c-4b5422dd5a6f/0b0f77ad4a6c1536/2.25.69960352400078369088423381276582758481.dcm', 2041780, '338fb31f15e56fc22fb9bce6144aaec4a564657edbb268fc4a0827b5bcfe9ad5');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '4662b535-3379-4a76-823c-4b5422dd5a6f', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '4662b535-3379-4a76-823c-4b5422dd5a6f/0b0f77ad4a6c1536/2.25.154137392714950715338495833488765244607.dcm', 11212, '0e60e2a284a6707b59cb5f787999b6e49954f66215eb4cdd21ab31d93046be67');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '4662b535-3379-4a76-823c-4b5422dd5a6f', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '4662b535-3379-4a76-823c-4b5422dd5a6f/cde6cd865e083611/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('c2f97980-272b-4c0c-ad67-ebb3c405cefc', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, '9bf9999b-64c6-48a2-a79a-207927391128', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 657.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 657}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 424.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 424}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000633, "tensor": 0.000577, "infer": 0.02393, "conclude": 0.083984}}', '{"display_report": false, "segmentation_type": null}', 'e75c799e72e8319daca14b5f474006a3bc2146266ae1a40f828f8f4b7770bfd0', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('4662b535-3379-4a76-823c-4b5422dd5a6f', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '1e43e677-12a5-4a6c-aa11-255511ee10e2', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 673.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 673}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 486.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 486}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000822, "tensor": 0.000663, "infer": 0.043621, "conclude": 0.021596}}', '{"display_report": false, "segmentation_type": null}', '4fdc2e51c8338ca4c58c05d6d95834e90254fcdbb5382a76981c27c68230f9fb', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('4662b535-3379-4a76-823c-4b5422dd5a6f', 'quality', 'blurred', 1772366400000000, 'key', 'a29570e7-db02-48c8-8e93-459a473441ce');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795753144874923);
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
