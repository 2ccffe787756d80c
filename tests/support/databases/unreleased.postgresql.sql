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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'fc4f2a0af1b5c43f7c436c6e4b68a52856189edb67fb9020bc53a8e584482e33');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"b","by":"study"}', 'fc4f2a0af1b5c43f7c436c6e4b68a52856189edb67fb9020bc53a8e584482e33', '2722868ab68817fdfd0bf96669e227517280e554d5309d209e45fd89e1f57f4a');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","by":"study"}', '2722868ab68817fdfd0bf96669e227517280e554d5309d209e45fd89e1f57f4a', '6a1d680e7b286e99af542830d7cb92fb89631763f56dc1aeee2591e217eda8af');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '6a1d680e7b286e99af542830d7cb92fb89631763f56dc1aeee2591e217eda8af', 'fe4baad230c3e7a59a2fb5fcac6e54c778792776b73e856fae6cc491989fd365');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'fe4baad230c3e7a59a2fb5fcac6e54c778792776b73e856fae6cc491989fd365', 'e6e1488430143b5034298d3a7eec3d55ba6d2dafe65de796d54d44d71f75adaf');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","by":"study"}', 'e6e1488430143b5034298d3a7eec3d55ba6d2dafe65de796d54d44d71f75adaf', 'de43606fb23325951c4c6e750c96e9aeb8f4435e4fe9cfe6aa6dea6c11494f7d');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","by":"study"}', 'de43606fb23325951c4c6e750c96e9aeb8f4435e4fe9cfe6aa6dea6c11494f7d', 'bef92f9cbab258129130b3f8e610faf930e1ae4b15d2a6da526e6d3a3572cdf3');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'bef92f9cbab258129130b3f8e610faf930e1ae4b15d2a6da526e6d3a3572cdf3', 'f9deb6e1278c8ad128281c94f2a75876978ae6e216afcf0cf3fca4d0558d2026');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', 'f9deb6e1278c8ad128281c94f2a75876978ae6e216afcf0cf3fca4d0558d2026', '620572c7a1ea5aa82ea7a11296c43ac6e6dbc2d08c3581c970498e0996566f17');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"b","by":"study"}', '620572c7a1ea5aa82ea7a11296c43ac6e6dbc2d08c3581c970498e0996566f17', '67d5a6b0a0dc25dfbd32eff04dc69d77441bd1d9c61a2531c3fb48fd82a64901');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '67d5a6b0a0dc25dfbd32eff04dc69d77441bd1d9c61a2531c3fb48fd82a64901', '2012d7ddfd623f20b6aa1c9436f959aef00a8032937d7ba577df7ce128c36d8b');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '2012d7ddfd623f20b6aa1c9436f959aef00a8032937d7ba577df7ce128c36d8b', 'eca0bd4fedccc9428cbb7523eacf5924571e36df648a8f9dc329305b024cd11c');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","by":"study"}', 'eca0bd4fedccc9428cbb7523eacf5924571e36df648a8f9dc329305b024cd11c', '93bf5b6e1693e863debcc8244b384b13bc5d987bbc5e1a3ec35cad0e18d1f68b');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"b","by":"study"}', '93bf5b6e1693e863debcc8244b384b13bc5d987bbc5e1a3ec35cad0e18d1f68b', '8650d949e0c81e8b7957b6f4e42ae5013d2db11a254a36d4f536300a17337a7a');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","by":"study"}', '8650d949e0c81e8b7957b6f4e42ae5013d2db11a254a36d4f536300a17337a7a', '0a3c13bd7f0aae88ee9d1f8a68a22b6c90b379f8b274bd5e1f321692d3553861');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '0a3c13bd7f0aae88ee9d1f8a68a22b6c90b379f8b274bd5e1f321692d3553861', 'f9ffdd920a71586a51c145475d6b7fe7c0bfe7f2945402fd9ff69d3521ca5a01');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'f9ffdd920a71586a51c145475d6b7fe7c0bfe7f2945402fd9ff69d3521ca5a01', 'd4969346e8e1a667e130557a7dbe53dc5554b6a2583a8c20fefae6e8e2f79bba');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","by":"study"}', 'd4969346e8e1a667e130557a7dbe53dc5554b6a2583a8c20fefae6e8e2f79bba', '124d2ab05724e0b0d91896c4dbdf68de4ee8f181a69e67b3f9286c5863ca19e0');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","by":"study"}', '124d2ab05724e0b0d91896c4dbdf68de4ee8f181a69e67b3f9286c5863ca19e0', '1c5a476337a203420514018ada18fbdb20492b65d8f3f6724ccdac54c4431b3f');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '1c5a476337a203420514018ada18fbdb20492b65d8f3f6724ccdac54c4431b3f', 'ddb9ecc6a579c90e9260e9e27dad449c0604bad540574896d0bcd7289b271669');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'ddb9ecc6a579c90e9260e9e27dad449c0604bad540574896d0bcd7289b271669', '9591ba3aa62f2140b2b68598de6d8ec4747bdd1ec282aa927f27e6de25abc21f');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"b","by":"study"}', '9591ba3aa62f2140b2b68598de6d8ec4747bdd1ec282aa927f27e6de25abc21f', '2e0fc0b1bd3460558a39e58afa0e25a75fe01a4fa569bacad00fe61d54f35b99');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '2e0fc0b1bd3460558a39e58afa0e25a75fe01a4fa569bacad00fe61d54f35b99', '3517ae709632f53c2898c8f7f9b823323c5cafe44799fff85c6e5720238806f1');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '7529094d-6b99-4bfc-bcde-8254ed215006', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '3517ae709632f53c2898c8f7f9b823323c5cafe44799fff85c6e5720238806f1', 'dfb56287ae6b025da521bcba0ef2331db5df264105ff724ef2b1b13dc6df8c07');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"a","by":"study"}', 'dfb56287ae6b025da521bcba0ef2331db5df264105ff724ef2b1b13dc6df8c07', 'fd9f61b1c5dfce2a88e06510a8999e47d0d6a55e95a4f26bce52c0136e41ce0d');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"a","by":"study"}', 'fd9f61b1c5dfce2a88e06510a8999e47d0d6a55e95a4f26bce52c0136e41ce0d', '19a1ee336c8fcbfaaebba8bc5b7fd3220466ba6d81b378af5c78eccc45b9d353');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '19a1ee336c8fcbfaaebba8bc5b7fd3220466ba6d81b378af5c78eccc45b9d353', '64c4229017e7f2d78f29ebadb835cb546f378ce073b56c29820ae01bd755ec4a');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '64c4229017e7f2d78f29ebadb835cb546f378ce073b56c29820ae01bd755ec4a', '79dfdddd77598e4911e4488a7d5c62242f4a89f9c3b118e44ed91e547dfd15fd');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"b","by":"study"}', '79dfdddd77598e4911e4488a7d5c62242f4a89f9c3b118e44ed91e547dfd15fd', '8ba375ffa5bbd6c62abc9e9f453fe0422d3984cc597c611d194b83265c54b26b');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"b","by":"study"}', '8ba375ffa5bbd6c62abc9e9f453fe0422d3984cc597c611d194b83265c54b26b', '74a5a0c628737bf85246bfbfe0707ee265e1124e320d58e60a1246a38cb9319f');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '74a5a0c628737bf85246bfbfe0707ee265e1124e320d58e60a1246a38cb9319f', 'c014c5551df437ac3bec1007d5124b54152894e2ca42b2688f7010962c474df4');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'b1606330-d6a1-44af-8de1-761264c060e9', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'c014c5551df437ac3bec1007d5124b54152894e2ca42b2688f7010962c474df4', '5426ae2b4899389d12ceede10e03937df1725c780d06dbe87d7100a754185aec');
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
INSERT INTO public.form VALUES ('c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('820d3c59-8083-42b3-86c9-91b8765427de', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('820d3c59-8083-42b3-86c9-91b8765427de', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('820d3c59-8083-42b3-86c9-91b8765427de', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '3301ad25-bc80-41dc-a1cf-6d47f02a7acd');
INSERT INTO public.job VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, '820d3c59-8083-42b3-86c9-91b8765427de', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('b1606330-d6a1-44af-8de1-761264c060e9', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, '820d3c59-8083-42b3-86c9-91b8765427de', NULL, 'null', NULL, 'c039fb3c6608b9cdb0dc8b863811cda64f633ca44f17473ec2804cbf3413d6f5', '820d3c59-8083-42b3-86c9-91b8765427de', NULL, NULL);
INSERT INTO public.job VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, 'c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL);
INSERT INTO public.job VALUES ('23906ccd-c5b1-427d-9c04-f19b49323714', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('508ac070-09bc-467d-9310-26ebd31132ce', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('3301ad25-bc80-41dc-a1cf-6d47f02a7acd', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.074859}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.149375}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.264873}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.062193}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.129003}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 8, 1772366400000000, 'step', 'encode', '{"seconds": 2.211987}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 1.503899}');
INSERT INTO public.job_event VALUES ('ed70d774-11c9-4f9b-8e32-eedf426f0de3', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000195}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.182074}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.413125}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.065659}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.16285}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 8, 1772366400000000, 'step', 'encode', '{"seconds": 2.068133}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.871557}');
INSERT INTO public.job_event VALUES ('7529094d-6b99-4bfc-bcde-8254ed215006', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('b1606330-d6a1-44af-8de1-761264c060e9', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('b1606330-d6a1-44af-8de1-761264c060e9', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('b1606330-d6a1-44af-8de1-761264c060e9', 3, 1772366400000000, 'step', 'reject', '{"seconds": 1.13221}');
INSERT INTO public.job_event VALUES ('b1606330-d6a1-44af-8de1-761264c060e9', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 1.095801}');
INSERT INTO public.job_event VALUES ('b1606330-d6a1-44af-8de1-761264c060e9', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('23906ccd-c5b1-427d-9c04-f19b49323714', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('23906ccd-c5b1-427d-9c04-f19b49323714', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('23906ccd-c5b1-427d-9c04-f19b49323714', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('508ac070-09bc-467d-9310-26ebd31132ce', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('508ac070-09bc-467d-9310-26ebd31132ce', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('508ac070-09bc-467d-9310-26ebd31132ce', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('3301ad25-bc80-41dc-a1cf-6d47f02a7acd', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', 'c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', 'c7b16845-4e3e-4944-aeb4-a0d2dd9a3741/667c4ee4988dc56a/2.25.102907616094326186337071871441991568870.dcm', 4640, '2e57cca893441a40408a91d3b41b6e60ae76c9bc5b75df7b0ce6507c274590a3');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', 'c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', 'c7b16845-4e3e-4944-aeb4-a0d2dd9a3741/667c4ee4988dc56a/2.25.39211509514753337462632637355809223825.dcm', 2041780, '4ea4cbea3b4447d91ecb7ee838da1264b29efc193aa368e71fb2437ee1bd2801');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', 'c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', 'c7b16845-4e3e-4944-aeb4-a0d2dd9a3741/667c4ee4988dc56a/2.25.224894903637272919475517958730197465195.dcm', 11292, 'f74f926939e0c03c705326d503fd925667ec49167df8a55a9b7884bef1de1c18');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', '820d3c59-8083-42b3-86c9-91b8765427de', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', '820d3c59-8083-42b3-86c9-91b8765427de/0434af4655fca898/2.25.249974027755592461708647500237819645901.dcm', 4640, 'd8b3f98969fdbb57155454b16bb0ff3b2de4c037f4e6493c079f53c7543a640e');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', '820d3c59-8083-42b3-86c9-91b8765427de', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', '820d3c59-8083-42b3-86c9-91b8765427de/0434af4655fca898/2.25.69960352400078369088423381276582758481.dcm', 2041780, '7991b15e44b7032bc4ebf6fb0f95f3e69ed8c60999885c97dba7269672c7bddb');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', '820d3c59-8083-42b3-86c9-91b8765427de', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', '820d3c59-8083-42b3-86c9-91b8765427de/0434af4655fca898/2.25.154137392714950715338495833488765244607.dcm', 11100, 'a788b09962e188dafd1053fd4c5bd0a2608c0752d4f6104fc851c3544a14d922');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', '820d3c59-8083-42b3-86c9-91b8765427de', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', '820d3c59-8083-42b3-86c9-91b8765427de/e7add1f9ebba608b/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('c7b16845-4e3e-4944-aeb4-a0d2dd9a3741', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'ed70d774-11c9-4f9b-8e32-eedf426f0de3', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 611.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 611}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 525.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 525}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000903, "tensor": 0.000674, "infer": 0.037094, "conclude": 0.064267}}', '{"display_report": false, "segmentation_type": null}', 'c5f9f966c1ca9115c854e87739787133f9433514ec6d4f09f86b23f50625c7f3', false);
INSERT INTO public.run VALUES ('820d3c59-8083-42b3-86c9-91b8765427de', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '7529094d-6b99-4bfc-bcde-8254ed215006', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 611.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 611}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 524.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 524}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000882, "tensor": 0.00057, "infer": 0.057906, "conclude": 0.014019}}', '{"display_report": false, "segmentation_type": null}', '90dfbb0f0d411d07db84659b17dde14a8b318826b0ae45a36e0f56a9d6a2fc64', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('820d3c59-8083-42b3-86c9-91b8765427de', 'quality', 'blurred', 1772366400000000, 'key', 'b1606330-d6a1-44af-8de1-761264c060e9');
INSERT INTO public.worker VALUES ('worker', 1, 1772366400000000);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);
ALTER TABLE ONLY public.audit_sent
    ADD CONSTRAINT pk_audit_sent PRIMARY KEY (receiver);
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
CREATE INDEX ix_claim_state ON public.claim USING btree (state);
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
CREATE INDEX ix_workitem_created_at ON public.workitem USING btree (created_at);
CREATE INDEX ix_workitem_state ON public.workitem USING btree (state);
CREATE INDEX ix_workitem_study ON public.workitem USING btree (study);
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
