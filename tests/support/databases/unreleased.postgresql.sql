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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', 'fd41c18a741560fc4f7e0a9dde3e289c5e606c9d4770710e18746101931f4d4b');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"b","by":"study"}', 'fd41c18a741560fc4f7e0a9dde3e289c5e606c9d4770710e18746101931f4d4b', '7d8e3a101e4e87a261bf8cb21827670251d0449954fd108d44b44155962f6162');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","by":"study"}', '7d8e3a101e4e87a261bf8cb21827670251d0449954fd108d44b44155962f6162', 'cd37a7aa1a6a01638d607113241cc96f114cd893d317bcb346fe19d484fbe20f');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'cd37a7aa1a6a01638d607113241cc96f114cd893d317bcb346fe19d484fbe20f', '5e49b4937dd72fe3845f8d4817f908f5c49c497b7940db51b03d2bbae0b7ba11');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '5e49b4937dd72fe3845f8d4817f908f5c49c497b7940db51b03d2bbae0b7ba11', 'dd5fc098578f4d626a6819384e4ea580a0b0e9c63f93f94cd35a43ab1ceefe79');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","by":"study"}', 'dd5fc098578f4d626a6819384e4ea580a0b0e9c63f93f94cd35a43ab1ceefe79', 'ef2a229d0dd15b07ab01fb2b7bd3848e3a7813d26144415d45258fb201a99314');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","by":"study"}', 'ef2a229d0dd15b07ab01fb2b7bd3848e3a7813d26144415d45258fb201a99314', '60677097b6607a2d18f2f5705e65fbc186e52bcd13f949ac1e86367644d5f350');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '60677097b6607a2d18f2f5705e65fbc186e52bcd13f949ac1e86367644d5f350', '34eecb2a66106caeaf6999673e17e76ce59ca3ee9a3f63526849edb62b5fdebd');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '34eecb2a66106caeaf6999673e17e76ce59ca3ee9a3f63526849edb62b5fdebd', '8c646ba124406562c10933046726cbc14c319aaf48bc5a1d4fd966752b9b524f');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"b","by":"study"}', '8c646ba124406562c10933046726cbc14c319aaf48bc5a1d4fd966752b9b524f', '567a3eaf70f046f6b44822af5b9d209cd52c001da8e47a044df83f1cadd62f7a');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', '567a3eaf70f046f6b44822af5b9d209cd52c001da8e47a044df83f1cadd62f7a', '56389af18e0ef85561ec6cc41e1a672760c7af95f1050766b2a5e8ec9c121b15');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'cbe780b6-01ce-40f5-ba12-d130b3528eea', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '56389af18e0ef85561ec6cc41e1a672760c7af95f1050766b2a5e8ec9c121b15', '4b73c4910be438c31ecd40aff5d7b9b68bd835b07fc0e8e48a8463e7206fc8c3');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","by":"study"}', '4b73c4910be438c31ecd40aff5d7b9b68bd835b07fc0e8e48a8463e7206fc8c3', '78743f85408a584057dd9f1113f491bcd3b8b65563bdb604df39cb0559800d25');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"b","by":"study"}', '78743f85408a584057dd9f1113f491bcd3b8b65563bdb604df39cb0559800d25', 'be1de4a914c3a7547cde94871f04ab68e3a8defdc5edfa62bb11a8183f3a93bc');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","by":"study"}', 'be1de4a914c3a7547cde94871f04ab68e3a8defdc5edfa62bb11a8183f3a93bc', '49369464045cebd862c336d5eaf14da4d0ac75b4e61f1e8bcd17c95a9b7bf234');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '49369464045cebd862c336d5eaf14da4d0ac75b4e61f1e8bcd17c95a9b7bf234', 'c1e6ddaa1d0560bfebd258280be6cc724bd8da2d5e8a0c8e84f8be2e183b1480');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'c1e6ddaa1d0560bfebd258280be6cc724bd8da2d5e8a0c8e84f8be2e183b1480', '8be07733964af38fbf96b6bad55e1a4b02cf6a9756132fb9ea2b3afe70a859f4');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","by":"study"}', '8be07733964af38fbf96b6bad55e1a4b02cf6a9756132fb9ea2b3afe70a859f4', '5677c227f7bb016c7cd7d9c2b7107778b1eac734262d0e4eb77b4c69179f54e0');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","by":"study"}', '5677c227f7bb016c7cd7d9c2b7107778b1eac734262d0e4eb77b4c69179f54e0', '1cb1d7e114d3ce3c656504f01cbead7ba90402b12a0e60e6ba40a18f078fb9e7');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '1cb1d7e114d3ce3c656504f01cbead7ba90402b12a0e60e6ba40a18f078fb9e7', '4274ffa21ea02756c876445e1f5627caf93d5b0f843c3d9832ac2fb7be4d6e36');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '4274ffa21ea02756c876445e1f5627caf93d5b0f843c3d9832ac2fb7be4d6e36', '47b047a6e12b3077d1ea7d909cc88bd7066dd0b437a8f6c1f94ff4763decfcd9');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"b","by":"study"}', '47b047a6e12b3077d1ea7d909cc88bd7066dd0b437a8f6c1f94ff4763decfcd9', '0a1b26c41f724fad17f13b2416ae43dd3beb87b1605f62e9b17349870ac948ae');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '0a1b26c41f724fad17f13b2416ae43dd3beb87b1605f62e9b17349870ac948ae', '9521e481cf10183af4e4ac51cfcdbefbf5ecf4de6290b8ebfffdd180e8bb211a');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '9521e481cf10183af4e4ac51cfcdbefbf5ecf4de6290b8ebfffdd180e8bb211a', 'c98b6800cbc358e5ba73506afceb96872425b4c2ca02e91a43df0da4f11d5062');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"a","by":"study"}', 'c98b6800cbc358e5ba73506afceb96872425b4c2ca02e91a43df0da4f11d5062', '67f222794855e9d41ba599bb2e8441bc51f656452ac5aa171d6162643cddad59');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"a","by":"study"}', '67f222794855e9d41ba599bb2e8441bc51f656452ac5aa171d6162643cddad59', 'c74748ab32af416cd3c8caa10d1aaefb5aac88f5f9635438372d5a624ed118c3');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'c74748ab32af416cd3c8caa10d1aaefb5aac88f5f9635438372d5a624ed118c3', '70d4f110cb3e766f93a2540fc46b15477bc10d53dd81441339573a46a436768a');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '70d4f110cb3e766f93a2540fc46b15477bc10d53dd81441339573a46a436768a', '0198107e0e370e8fed4003ed6c909da7f9f18977f92f1c8f7d495c1c86fb2231');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"b","by":"study"}', '0198107e0e370e8fed4003ed6c909da7f9f18977f92f1c8f7d495c1c86fb2231', '0cb25a7ee5ce3abd43b850769cbe0efadfc9f7bcbc21ed621a57c46c0e5e2486');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"b","by":"study"}', '0cb25a7ee5ce3abd43b850769cbe0efadfc9f7bcbc21ed621a57c46c0e5e2486', '5906b88d24cbd2601e44e5c18ed335230be98b4db1996b68f90c5f053925e5f1');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '5906b88d24cbd2601e44e5c18ed335230be98b4db1996b68f90c5f053925e5f1', 'ee4afc884a10bb09921454302b3078efd4c40a88f5b23734209a33c789b5256e');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', 'ee4afc884a10bb09921454302b3078efd4c40a88f5b23734209a33c789b5256e', '1b509706f123c0b65b2d36024260e541967eca22f3bf673a8a51d225d6763161');
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
INSERT INTO public.form VALUES ('66fd7833-7f1c-4c3e-81ac-7a52974034a3', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('66fd7833-7f1c-4c3e-81ac-7a52974034a3', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('66fd7833-7f1c-4c3e-81ac-7a52974034a3', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('e9c8c4d3-de88-4624-b083-ccf95c39224b', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('e9c8c4d3-de88-4624-b083-ccf95c39224b', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('e9c8c4d3-de88-4624-b083-ccf95c39224b', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'e28fad4a-8352-41ed-9183-5c807d1983b5');
INSERT INTO public.job VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, 'e9c8c4d3-de88-4624-b083-ccf95c39224b', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '2161e003ebbc7d4e41e955505bdaf43bc32a104411e4555faefe52d1cb2c5b63', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('3cb88295-e6f8-4eac-9b1a-5d916c3768d0', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, 'e9c8c4d3-de88-4624-b083-ccf95c39224b', NULL, 'null', NULL, '1add0fd36016966867bd51563e732e28ad506d1389bf0aa12cf29024e284d2ac', 'e9c8c4d3-de88-4624-b083-ccf95c39224b', NULL, NULL);
INSERT INTO public.job VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '66fd7833-7f1c-4c3e-81ac-7a52974034a3', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'ff446525b71b9f9ea83bff0f3732712c83cab8024d696d7a235f518035dc2438', NULL, 'abababababababababababababababab', NULL);
INSERT INTO public.job VALUES ('3c613900-6fdf-4345-9991-917b46b40812', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '5b5092935ae214adea7793e80f54ad75cbec2b9270f2e8b3bca8016340c42d21', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('38e7d0f8-ed09-4dc0-a018-0e14a62d3b7b', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'd4f8cebd66e535645d8c16cee5f7b2828bcf275258bb364a3195c3ba31bfe56d', NULL, NULL, NULL);
INSERT INTO public.job VALUES ('e28fad4a-8352-41ed-9183-5c807d1983b5', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, '15d262598d56f5c11a24c97a6a10d9aa572d5530ad60a4ad01e07eeca38238a3', NULL, NULL, NULL);
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.011944}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.030622}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.051396}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.01721}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.02706}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.375145}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.22308}');
INSERT INTO public.job_event VALUES ('cbe780b6-01ce-40f5-ba12-d130b3528eea', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.000192}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.032444}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.066866}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.009939}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.043037}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.39236}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.260868}');
INSERT INTO public.job_event VALUES ('bf3dde6e-f554-449e-a314-f3456fd8f54e', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('3cb88295-e6f8-4eac-9b1a-5d916c3768d0', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('3cb88295-e6f8-4eac-9b1a-5d916c3768d0', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('3cb88295-e6f8-4eac-9b1a-5d916c3768d0', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.210841}');
INSERT INTO public.job_event VALUES ('3cb88295-e6f8-4eac-9b1a-5d916c3768d0', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.243105}');
INSERT INTO public.job_event VALUES ('3cb88295-e6f8-4eac-9b1a-5d916c3768d0', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('3c613900-6fdf-4345-9991-917b46b40812', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('3c613900-6fdf-4345-9991-917b46b40812', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('3c613900-6fdf-4345-9991-917b46b40812', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('38e7d0f8-ed09-4dc0-a018-0e14a62d3b7b', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('38e7d0f8-ed09-4dc0-a018-0e14a62d3b7b', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('38e7d0f8-ed09-4dc0-a018-0e14a62d3b7b', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('e28fad4a-8352-41ed-9183-5c807d1983b5', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '66fd7833-7f1c-4c3e-81ac-7a52974034a3', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '66fd7833-7f1c-4c3e-81ac-7a52974034a3/186d33b09903db42/2.25.102907616094326186337071871441991568870.dcm', 4640, '59cbf69ad2d93d96bc1127fe5366bea77bc2473ef6c460c54945f120a9297e60');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '66fd7833-7f1c-4c3e-81ac-7a52974034a3', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '66fd7833-7f1c-4c3e-81ac-7a52974034a3/186d33b09903db42/2.25.39211509514753337462632637355809223825.dcm', 2041780, 'e89760faa4fb9b1234365eb477927a324cf6821ed0ee7e6983ec496e3ee18adf');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '66fd7833-7f1c-4c3e-81ac-7a52974034a3', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '66fd7833-7f1c-4c3e-81ac-7a52974034a3/186d33b09903db42/2.25.224894903637272919475517958730197465195.dcm', 11116, '7ed93965b6a99beb013f4b6375fd555a8b9b8f65dc6bf3a851957ee55d54f5ab');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', 'e9c8c4d3-de88-4624-b083-ccf95c39224b', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', 'e9c8c4d3-de88-4624-b083-ccf95c39224b/69f1b9a3fd7cd555/2.25.249974027755592461708647500237819645901.dcm', 4640, '247f3c42fbee2296209177ac0f1a62867fa525fbfe01fd81dc52f6e3ecee7ef6');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', 'e9c8c4d3-de88-4624-b083-ccf95c39224b', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', 'e9c8c4d3-de88-4624-b083-ccf95c39224b/69f1b9a3fd7cd555/2.25.69960352400078369088423381276582758481.dcm', 2041780, '8f489c7206cd724ff6dbc4079d1f6725551edf3a809a0ce2020f3c224d8ddaf8');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', 'e9c8c4d3-de88-4624-b083-ccf95c39224b', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', 'e9c8c4d3-de88-4624-b083-ccf95c39224b/69f1b9a3fd7cd555/2.25.154137392714950715338495833488765244607.dcm', 11172, '2dfa715cb8b5287f8798a24a1ef6eaf81438e340b65391930377b3386ddf1cff');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', 'e9c8c4d3-de88-4624-b083-ccf95c39224b', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', 'e9c8c4d3-de88-4624-b083-ccf95c39224b/2443afbabe7b4ac5/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('66fd7833-7f1c-4c3e-81ac-7a52974034a3', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'cbe780b6-01ce-40f5-ba12-d130b3528eea', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 668.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 668}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 466.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 466}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.001173, "tensor": 0.00074, "infer": 0.003998, "conclude": 0.011861}}', '{"display_report": false, "segmentation_type": null}', 'e1ba3bb6f7f307bed4ee32f39f03e01b2133836a79e7c169670cb28d868fdec3', false);
INSERT INTO public.run VALUES ('e9c8c4d3-de88-4624-b083-ccf95c39224b', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', 'bf3dde6e-f554-449e-a314-f3456fd8f54e', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 686.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 686}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 449.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 449}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000872, "tensor": 0.000815, "infer": 0.008114, "conclude": 0.018516}}', '{"display_report": false, "segmentation_type": null}', '304ffeaa3cce03ab9c091b1eab7c030195530482a885206e605067f640df4dbb', false);
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('e9c8c4d3-de88-4624-b083-ccf95c39224b', 'quality', 'blurred', 1772366400000000, 'key', '3cb88295-e6f8-4eac-9b1a-5d916c3768d0');
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
