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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'c73b527284fc67fdb6b81f11d5e2c2d91e0fe5126b34291cc71bde9d06cbd6e0');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"b","by":"study"}', 'c73b527284fc67fdb6b81f11d5e2c2d91e0fe5126b34291cc71bde9d06cbd6e0', 'b4e5ebf931e0a8d90034c7eed5e16ce8a7df42a544205ea1f1e5ee8938228927');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","by":"study"}', 'b4e5ebf931e0a8d90034c7eed5e16ce8a7df42a544205ea1f1e5ee8938228927', 'cb1553ca8648c414697e5583b43e1c57f1b767be6070bc1f55b3602ff99b2e47');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'cb1553ca8648c414697e5583b43e1c57f1b767be6070bc1f55b3602ff99b2e47', 'a31003064f3110c3157bc4a888ecc3f4d280e4881c4f806aebd3dfb20cd3568c');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'a31003064f3110c3157bc4a888ecc3f4d280e4881c4f806aebd3dfb20cd3568c', '6f91feb9dc97fb0b12fefbef41db86de246ee62cc2fbb0f576239f6496c1a4ed');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","by":"study"}', '6f91feb9dc97fb0b12fefbef41db86de246ee62cc2fbb0f576239f6496c1a4ed', 'a939e0878ed6d1480b6c4793bc103860d4b00e3d88d8b280d3d6ab3467148046');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","by":"study"}', 'a939e0878ed6d1480b6c4793bc103860d4b00e3d88d8b280d3d6ab3467148046', '1c45e02c0d7c4ebfc03f106029a738a47d76c0070639c151ff91d084a80ecc05');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '1c45e02c0d7c4ebfc03f106029a738a47d76c0070639c151ff91d084a80ecc05', 'f2d1831971782b11ce33f5e8e8df26aeb295612c6f4a101abdcf0c196c1473e5');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'f2d1831971782b11ce33f5e8e8df26aeb295612c6f4a101abdcf0c196c1473e5', 'e717e720da93fa6fe229d841c52f50d5ff2804b5f496e2fb763543678fefb103');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"b","by":"study"}', 'e717e720da93fa6fe229d841c52f50d5ff2804b5f496e2fb763543678fefb103', '98d7c582e3605e010880371f2fe30371f221ac4634462dffb24f101b9f71d86f');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '98d7c582e3605e010880371f2fe30371f221ac4634462dffb24f101b9f71d86f', '9f3f9e082cb51afc924d52c8233796411f33595a8bd42c7e202f37f7e9614924');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '9f3f9e082cb51afc924d52c8233796411f33595a8bd42c7e202f37f7e9614924', '037a21324cfb5cc833a4ed49261125bda079b75990065b9912b15b12164d3682');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","by":"study"}', '037a21324cfb5cc833a4ed49261125bda079b75990065b9912b15b12164d3682', 'b47aed5a3994514ae3da01707946a9ea2e703fc2cad079b9fdf7f127c9beb957');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"b","by":"study"}', 'b47aed5a3994514ae3da01707946a9ea2e703fc2cad079b9fdf7f127c9beb957', 'ff52651e71f947010eaf08c8148973c845d59e6b6fc57e38edf148fa35790c5e');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","by":"study"}', 'ff52651e71f947010eaf08c8148973c845d59e6b6fc57e38edf148fa35790c5e', 'b97435cfa3f2d328f941aa346d52a83f70cd95a43edc4ce7e7e7c8964540f0a1');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'b97435cfa3f2d328f941aa346d52a83f70cd95a43edc4ce7e7e7c8964540f0a1', '2895d448c5ca74ce90281702fd1134c07fead6e9059f371e16fb7d42e67155aa');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '2895d448c5ca74ce90281702fd1134c07fead6e9059f371e16fb7d42e67155aa', 'ef346570d4261aff7d40bee3c3fb7c58da12896b2c74e478a6eadb17e97d6dfe');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","by":"study"}', 'ef346570d4261aff7d40bee3c3fb7c58da12896b2c74e478a6eadb17e97d6dfe', 'a6f721da89a33ec8bfb407a6852d61b104ea52fbef57dd8d123fe3e8c0a9fc62');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","by":"study"}', 'a6f721da89a33ec8bfb407a6852d61b104ea52fbef57dd8d123fe3e8c0a9fc62', '50db4277e625c69bb80d69a1aadb7c10ebe2b27343db0ba2ebe92140848a11de');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '50db4277e625c69bb80d69a1aadb7c10ebe2b27343db0ba2ebe92140848a11de', '93a042f825ba9323bb3d7b81957deb74858ca34d088f870b638af9d6cfeef405');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '93a042f825ba9323bb3d7b81957deb74858ca34d088f870b638af9d6cfeef405', '3c21b9b928b55ae6654e6c93de7436483ace4b0435f924400f11a7b45c31338c');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"b","by":"study"}', '3c21b9b928b55ae6654e6c93de7436483ace4b0435f924400f11a7b45c31338c', 'dc246d03e57df686c5b39616e6167284400b2b6dc4c8f67fcf1367d6af8d4a97');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'dc246d03e57df686c5b39616e6167284400b2b6dc4c8f67fcf1367d6af8d4a97', 'e9ccc17d9d5019e5f1a40928e6c2fb77ca6e9968371bee4330383b751285e13b');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'e9ccc17d9d5019e5f1a40928e6c2fb77ca6e9968371bee4330383b751285e13b', '7fa39a2a9533eaead1e003cc944f6f90e14e610f6c4a6423cc040e3c980517ce');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"a","by":"study"}', '7fa39a2a9533eaead1e003cc944f6f90e14e610f6c4a6423cc040e3c980517ce', '9c3d6050c521749dfeaf924b630d49172af6649d0bcdb88b052242d1368db61f');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"a","by":"study"}', '9c3d6050c521749dfeaf924b630d49172af6649d0bcdb88b052242d1368db61f', '48df53793e3167106ebd4bd8c7437043620c93713ff5bd8e7269a4d27e4e0c87');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '48df53793e3167106ebd4bd8c7437043620c93713ff5bd8e7269a4d27e4e0c87', '617ab552d54e62f07aee7d6d99ebf329e4f685def0beae0275cfca65fcff6877');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '617ab552d54e62f07aee7d6d99ebf329e4f685def0beae0275cfca65fcff6877', '10ae62a7851ae4a073ef4d1728f9138729d061b4a22e7f9359cbb52a3a813edb');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"b","by":"study"}', '10ae62a7851ae4a073ef4d1728f9138729d061b4a22e7f9359cbb52a3a813edb', 'c6fc5efd7a977af2346e32cb881a492bb59551a3f0bcd74fbbdd244c30a059a8');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"b","by":"study"}', 'c6fc5efd7a977af2346e32cb881a492bb59551a3f0bcd74fbbdd244c30a059a8', '97d5405d9c65c4651078bbebc580a3ca09e2e31310ca7953fe3ffb7f7de6bc67');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '97d5405d9c65c4651078bbebc580a3ca09e2e31310ca7953fe3ffb7f7de6bc67', '8959fa6429f03b1883d01aae5e44fd49c7ce4f68b41ab40f6f96bf42f2b8363c');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'aa85b25f-4f74-4531-9087-6f7db65a826d', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '8959fa6429f03b1883d01aae5e44fd49c7ce4f68b41ab40f6f96bf42f2b8363c', 'f51425f12bd26a79392fa33d4ab292312ef9c114540879d49aab8c87d283766a');
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
INSERT INTO public.form VALUES ('30a60aeb-6198-408f-b513-db2708cf7c93', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('30a60aeb-6198-408f-b513-db2708cf7c93', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('30a60aeb-6198-408f-b513-db2708cf7c93', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('18e5f2e8-3b03-4878-85ef-ad2879d310b8', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('18e5f2e8-3b03-4878-85ef-ad2879d310b8', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('18e5f2e8-3b03-4878-85ef-ad2879d310b8', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '26a452ab-bdad-421f-a7c7-956d475d3f90');
INSERT INTO public.job VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '18e5f2e8-3b03-4878-85ef-ad2879d310b8', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '30a60aeb-6198-408f-b513-db2708cf7c93', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL, 'd87c50a4adb142769bd001c35024047668e56f5ada07c93735dcd7dfebf782a0', NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('aa85b25f-4f74-4531-9087-6f7db65a826d', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '18e5f2e8-3b03-4878-85ef-ad2879d310b8', NULL, 'null', NULL, '720c4e96acb930f97bb9484fa0fcc370acc46434aee36ae2e13d1b339002c3db', '18e5f2e8-3b03-4878-85ef-ad2879d310b8', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('91e71d71-1f91-4980-a714-8f1afcc1aa6d', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('5cc4568b-54bc-48dc-b647-76aee311aee2', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job VALUES ('26a452ab-bdad-421f-a7c7-956d475d3f90', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.016538}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.040617}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.062297}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.014011}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.028253}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.658578}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.399548}');
INSERT INTO public.job_event VALUES ('f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000244}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.056404}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.102145}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.025078}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.065783}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.625386}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.397535}');
INSERT INTO public.job_event VALUES ('06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('aa85b25f-4f74-4531-9087-6f7db65a826d', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('aa85b25f-4f74-4531-9087-6f7db65a826d', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('aa85b25f-4f74-4531-9087-6f7db65a826d', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.631039}');
INSERT INTO public.job_event VALUES ('aa85b25f-4f74-4531-9087-6f7db65a826d', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.268017}');
INSERT INTO public.job_event VALUES ('aa85b25f-4f74-4531-9087-6f7db65a826d', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('91e71d71-1f91-4980-a714-8f1afcc1aa6d', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('91e71d71-1f91-4980-a714-8f1afcc1aa6d', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('91e71d71-1f91-4980-a714-8f1afcc1aa6d', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('5cc4568b-54bc-48dc-b647-76aee311aee2', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('5cc4568b-54bc-48dc-b647-76aee311aee2', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('5cc4568b-54bc-48dc-b647-76aee311aee2', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('26a452ab-bdad-421f-a7c7-956d475d3f90', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '30a60aeb-6198-408f-b513-db2708cf7c93', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '30a60aeb-6198-408f-b513-db2708cf7c93/42274545d9582d17/2.25.102907616094326186337071871441991568870.dcm', 4640, '1c01835c699f2e076e463fbe1cf8e55f0207f9b5853e85467078488cdad299b9');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '30a60aeb-6198-408f-b513-db2708cf7c93', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '30a60aeb-6198-408f-b513-db2708cf7c93/42274545d9582d17/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'ecbc093ac66030c5e35bfa98af260ba0eaf4b4b367001dc5358716a14ba34eab');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '30a60aeb-6198-408f-b513-db2708cf7c93', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '30a60aeb-6198-408f-b513-db2708cf7c93/42274545d9582d17/2.25.224894903637272919475517958730197465195.dcm', 11012, 'ea853aaa4c0b5a057ce541d035750f57359e2cf0227ffadcff88f3dd0cbd84b3');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '18e5f2e8-3b03-4878-85ef-ad2879d310b8', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '18e5f2e8-3b03-4878-85ef-ad2879d310b8/9d29906bb33ba8b4/2.25.249974027755592461708647500237819645901.dcm', 4640, '2f20ffe17a359b0ec8f867fd4b021c914c3c25ef69a444f2c990ded263ea0045');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '18e5f2e8-3b03-4878-85ef-ad2879d310b8', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '18e5f2e8-3b03-4878-85ef-ad2879d310b8/9d29906bb33ba8b4/2.25.69960352400078369088423381276582758481.dcm', 2041780, '85974a585ce39c528ab96a264b75c475d9f5292fa215c091a96d8496c129bda8');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '18e5f2e8-3b03-4878-85ef-ad2879d310b8', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '18e5f2e8-3b03-4878-85ef-ad2879d310b8/9d29906bb33ba8b4/2.25.154137392714950715338495833488765244607.dcm', 11092, '9bba5ab6cdf3e56ce891ee9f4222f18fe58d7d3e4dd18070db9e2d4381a418aa');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '18e5f2e8-3b03-4878-85ef-ad2879d310b8', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '18e5f2e8-3b03-4878-85ef-ad2879d310b8/a04b87ec3024607c/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('30a60aeb-6198-408f-b513-db2708cf7c93', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'f1ffbb1a-ea97-4675-ac3b-01fb9df39322', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 553.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 553}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 458.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 458}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000913, "tensor": 0.000722, "infer": 0.009785, "conclude": 0.005675}}', '{"display_report": false, "segmentation_type": null}', '5f9c633f908d54d3f48d4d4fad3e47c82cdc7a1bc8760e3dfa23e9c0d44cb9c1', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.run VALUES ('18e5f2e8-3b03-4878-85ef-ad2879d310b8', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '06e2daa9-76ce-4e49-bc17-1c8dc24c3c87', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 700.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 700}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 523.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 523}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.00094, "tensor": 0.000854, "infer": 0.012357, "conclude": 0.017236}}', '{"display_report": false, "segmentation_type": null}', 'a6b5be4e4452f8166d6d0c724284b15d77a18cc47873d4af832899153e918a2b', 'd87c50a4adb14276', 'null', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('18e5f2e8-3b03-4878-85ef-ad2879d310b8', 'quality', 'blurred', 1772366400000000, 'key', 'aa85b25f-4f74-4531-9087-6f7db65a826d');
INSERT INTO public.worker VALUES ('worker', 'boot.1', 1, 1795754406043773);
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
