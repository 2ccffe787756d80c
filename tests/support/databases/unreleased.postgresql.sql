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
INSERT INTO public.audit VALUES (1, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","by":"study"}', '0000000000000000000000000000000000000000000000000000000000000000', '3f3063ba68c77fad6fd2ce9825b98bfe6439706cfeef1d498b24a247d9ba20e8');
INSERT INTO public.audit VALUES (2, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"b","by":"study"}', '3f3063ba68c77fad6fd2ce9825b98bfe6439706cfeef1d498b24a247d9ba20e8', 'a25ecc1087bde71b4a6ee62076838bb3b80761e5cef47e7e0f08d158646226b9');
INSERT INTO public.audit VALUES (3, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","by":"study"}', 'a25ecc1087bde71b4a6ee62076838bb3b80761e5cef47e7e0f08d158646226b9', 'fb92e6934f0c52f3e3f84c33089090c2cbb3c23e63dc6880e5bb9742089710b5');
INSERT INTO public.audit VALUES (4, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'fb92e6934f0c52f3e3f84c33089090c2cbb3c23e63dc6880e5bb9742089710b5', 'd7e76d3bd44bfed7e25257fc39162d1e63ecb434a96d461f499f94c03152a502');
INSERT INTO public.audit VALUES (5, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'd7e76d3bd44bfed7e25257fc39162d1e63ecb434a96d461f499f94c03152a502', 'a2ca3b88aa6ce0dd33e77f0757b7b8be8022c126921dfc7f7c882119a0fc84f7');
INSERT INTO public.audit VALUES (6, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","by":"study"}', 'a2ca3b88aa6ce0dd33e77f0757b7b8be8022c126921dfc7f7c882119a0fc84f7', 'f71b4bdd9155efe2519856ae197a6b78957564ccabcd6958bad526b7adc9e044');
INSERT INTO public.audit VALUES (7, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","by":"study"}', 'f71b4bdd9155efe2519856ae197a6b78957564ccabcd6958bad526b7adc9e044', 'f3118006095fb9391bfd2bacb90cbd3b13242473c79049f9f9d60a1afed4ebaa');
INSERT INTO public.audit VALUES (8, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'f3118006095fb9391bfd2bacb90cbd3b13242473c79049f9f9d60a1afed4ebaa', '05a6b059ba3b6b8f655488fd905c3091a3b067e8b1dff0f358c95a27005de46e');
INSERT INTO public.audit VALUES (9, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '05a6b059ba3b6b8f655488fd905c3091a3b067e8b1dff0f358c95a27005de46e', '47e3b3add82ffe5317fbd02990fdf267ebbb8b0fcd24b7860a76078d3a681118');
INSERT INTO public.audit VALUES (10, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"b","by":"study"}', '47e3b3add82ffe5317fbd02990fdf267ebbb8b0fcd24b7860a76078d3a681118', 'c7bd9c5e0befe0630265368dbfca5dad7d15887742bff0f83ba645c7676becbe');
INSERT INTO public.audit VALUES (11, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"]}', 'c7bd9c5e0befe0630265368dbfca5dad7d15887742bff0f83ba645c7676becbe', '94186222835ce635fdfee2688fa8edd1baae0708e171ba831cb1c615676f14d9');
INSERT INTO public.audit VALUES (12, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.102907616094326186337071871441991568870"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.39211509514753337462632637355809223825"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.224894903637272919475517958730197465195"]}},"series":["2.25.208070213572569745098904849693441613340","2.25.316715557123420676851748904030998186108","2.25.89030884216617744812510362377974429987"],"states":{"2.25.102907616094326186337071871441991568870":"stored","2.25.224894903637272919475517958730197465195":"stored","2.25.39211509514753337462632637355809223825":"stored"}}', '94186222835ce635fdfee2688fa8edd1baae0708e171ba831cb1c615676f14d9', '317d45f2069b594e4d42fd9f464006e5f722923c063ec8c4101acd6536122448');
INSERT INTO public.audit VALUES (13, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","by":"study"}', '317d45f2069b594e4d42fd9f464006e5f722923c063ec8c4101acd6536122448', 'b27075f7c9b9444ca82461e90cfda4a2781eacd97752f532caf7148b84b60f1f');
INSERT INTO public.audit VALUES (14, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"b","by":"study"}', 'b27075f7c9b9444ca82461e90cfda4a2781eacd97752f532caf7148b84b60f1f', 'aaef0e15f6ab6ed1d5cfcc1c270ca129dcee3929863d5007eaff10a29ddd48ce');
INSERT INTO public.audit VALUES (15, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","by":"study"}', 'aaef0e15f6ab6ed1d5cfcc1c270ca129dcee3929863d5007eaff10a29ddd48ce', 'b2dee51fca4c5a88b026394d2ecf300702b1a04c49d8f76878b828c01dd3f031');
INSERT INTO public.audit VALUES (16, 1772366400000000, 'instances-retrieved', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', 'b2dee51fca4c5a88b026394d2ecf300702b1a04c49d8f76878b828c01dd3f031', '75d454551d34a0c4835f24bf26c42118f7e35e5eed0ff210bd42a5c40d5f91d2');
INSERT INTO public.audit VALUES (17, 1772366400000000, 'instances-retrieved', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.1":{"count":1,"instances":["1.2.826.0.1.3680043.10.1338.1.1.1"]}},"patient":"00a568e1dd62edc4af3433fa99d88083","series":["1.2.826.0.1.3680043.10.1338.1.1"]}', '75d454551d34a0c4835f24bf26c42118f7e35e5eed0ff210bd42a5c40d5f91d2', '137745a4f43ec5deef0a0370ca79014246167152c108e93287415404d8a411dd');
INSERT INTO public.audit VALUES (18, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","by":"study"}', '137745a4f43ec5deef0a0370ca79014246167152c108e93287415404d8a411dd', 'c1f0d8e42c59fd5151c86e3e872a7d44025fea48bc3dc58fa3d0e6c901054814');
INSERT INTO public.audit VALUES (19, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","by":"study"}', 'c1f0d8e42c59fd5151c86e3e872a7d44025fea48bc3dc58fa3d0e6c901054814', 'bfceab1b77fa5250147e0e432043f2f2afc2262149bec03b77974812315bbb93');
INSERT INTO public.audit VALUES (20, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', 'bfceab1b77fa5250147e0e432043f2f2afc2262149bec03b77974812315bbb93', '5c6583b4e46416eefee84d0d87da3b3d6c05b0fb5b8c237d8f3fec74f1447eb3');
INSERT INTO public.audit VALUES (21, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', '5c6583b4e46416eefee84d0d87da3b3d6c05b0fb5b8c237d8f3fec74f1447eb3', 'ab9731dd890ac1cb664a4cf1c4258b6c4c8eb6a86de5035b48bb8ae001a8e723');
INSERT INTO public.audit VALUES (22, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"b","by":"study"}', 'ab9731dd890ac1cb664a4cf1c4258b6c4c8eb6a86de5035b48bb8ae001a8e723', '160f562d32800056ac5b9e5579a34f1efd43b794067ccbfd48feed9e32a8aabd');
INSERT INTO public.audit VALUES (23, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"]}', '160f562d32800056ac5b9e5579a34f1efd43b794067ccbfd48feed9e32a8aabd', 'c1ff3f88275f840c03ed30139107fc1c04069b8f1895c123f11f7e997fb6711b');
INSERT INTO public.audit VALUES (24, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.66.4":{"count":1,"instances":["2.25.249974027755592461708647500237819645901"]},"1.2.840.10008.5.1.4.1.1.7":{"count":1,"instances":["2.25.69960352400078369088423381276582758481"]},"1.2.840.10008.5.1.4.1.1.88.34":{"count":1,"instances":["2.25.154137392714950715338495833488765244607"]}},"series":["2.25.146140840258187298113514987326070821770","2.25.225403747722863705950049477018903589785","2.25.24161930526669893155336091421492485871"],"states":{"2.25.154137392714950715338495833488765244607":"stored","2.25.249974027755592461708647500237819645901":"stored","2.25.69960352400078369088423381276582758481":"stored"}}', 'c1ff3f88275f840c03ed30139107fc1c04069b8f1895c123f11f7e997fb6711b', 'e39469a2f42a894f79cd5ae6b801889ad88a5640b890f7564db8be9e960197d8');
INSERT INTO public.audit VALUES (25, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"a","by":"study"}', 'e39469a2f42a894f79cd5ae6b801889ad88a5640b890f7564db8be9e960197d8', '5b7fda3200092d09f9fc091acbf4ee5826da88a059c50fb34e65772c52124242');
INSERT INTO public.audit VALUES (26, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"a","by":"study"}', '5b7fda3200092d09f9fc091acbf4ee5826da88a059c50fb34e65772c52124242', 'b8141bb7dc57b8c69ec8cf748481531171e00d3b4c082e79d7b3a8fb71857d1e');
INSERT INTO public.audit VALUES (27, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', 'b8141bb7dc57b8c69ec8cf748481531171e00d3b4c082e79d7b3a8fb71857d1e', '21d04bdf7c825556e825934f4c75bcc2137bd86920205c18b7249e756d98cc6f');
INSERT INTO public.audit VALUES (28, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"a","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '21d04bdf7c825556e825934f4c75bcc2137bd86920205c18b7249e756d98cc6f', '66c8c9fd25b1b5be82dfbd5325fa3359eeec68bd7b53a1d61cda6801c53ac12e');
INSERT INTO public.audit VALUES (29, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"b","by":"study"}', '66c8c9fd25b1b5be82dfbd5325fa3359eeec68bd7b53a1d61cda6801c53ac12e', '6b8e1193d046e53ee550569cfd70d30938c9202ff9003b31fcdabb2e7e8ecdfe');
INSERT INTO public.audit VALUES (30, 1772366400000000, 'study-queried', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"b","by":"study"}', '6b8e1193d046e53ee550569cfd70d30938c9202ff9003b31fcdabb2e7e8ecdfe', '59a62132a71d3442d61c4dff593ea9394881dc9d19eab39cdad8c0c987de67ac');
INSERT INTO public.audit VALUES (31, 1772366400000000, 'instances-stored', 'begun', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"]}', '59a62132a71d3442d61c4dff593ea9394881dc9d19eab39cdad8c0c987de67ac', '9dbe37011d72d4632778453f4f9c749873020cf862fce2ed180e53211457fcfc');
INSERT INTO public.audit VALUES (32, 1772366400000000, 'instances-stored', 'done', '', '', NULL, '1.2.826.0.1.3680043.10.1338.1', '8c89bb2f-1101-43fe-b836-b1ac67539b59', '{"archive":"b","classes":{"1.2.840.10008.5.1.4.1.1.88.59":{"count":1,"instances":["2.25.294944552396618561153729769035098523459"]}},"series":["2.25.139668497490543174386217980331564510485"],"states":{"2.25.294944552396618561153729769035098523459":"stored"}}', '9dbe37011d72d4632778453f4f9c749873020cf862fce2ed180e53211457fcfc', '94770edfd6502a1b2d83fbe3a4503982ca0a4a7d8c2674996425c4d47ad938c7');
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
INSERT INTO public.form VALUES ('72e18a16-1d8d-44e2-9440-97f2241cdc10', '', 0, '2.25.102907616094326186337071871441991568870');
INSERT INTO public.form VALUES ('72e18a16-1d8d-44e2-9440-97f2241cdc10', '', 1, '2.25.39211509514753337462632637355809223825');
INSERT INTO public.form VALUES ('72e18a16-1d8d-44e2-9440-97f2241cdc10', '', 2, '2.25.224894903637272919475517958730197465195');
INSERT INTO public.form VALUES ('e2af136a-0eb6-4dd1-aabd-5009d567384d', '', 0, '2.25.249974027755592461708647500237819645901');
INSERT INTO public.form VALUES ('e2af136a-0eb6-4dd1-aabd-5009d567384d', '', 1, '2.25.69960352400078369088423381276582758481');
INSERT INTO public.form VALUES ('e2af136a-0eb6-4dd1-aabd-5009d567384d', '', 2, '2.25.154137392714950715338495833488765244607');
INSERT INTO public.idempotency VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '723a63e8-f04b-4985-9745-66b8b262eaf5');
INSERT INTO public.job VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'a second look', 'null', NULL, 1772971200000000, 1, NULL, false, 'e2af136a-0eb6-4dd1-aabd-5009d567384d', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', 'f02595081f032a70709cc698be82105844e82eb6366f55094f623a3974b1d378', NULL, NULL);
INSERT INTO public.job VALUES ('8c89bb2f-1101-43fe-b836-b1ac67539b59', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn:1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'stat', NULL, 'null', NULL, NULL, 1, NULL, false, 'e2af136a-0eb6-4dd1-aabd-5009d567384d', NULL, 'null', NULL, '877aefd2375cd1e147b3ac3726a61b5a31121791ac8a7d3a52d57c7513342a64', 'e2af136a-0eb6-4dd1-aabd-5009d567384d', NULL);
INSERT INTO public.job VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 'succeeded', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', NULL, 'null', NULL, 1772971200000000, 1, NULL, false, '72e18a16-1d8d-44e2-9440-97f2241cdc10', NULL, 'null', '{"retrieved": true, "stable": "unknown", "acquired": "unknown"}', '83364492718b3b9897be8fdb5214cde2bd95f44c6b487a90cdc0c696840cd9c7', NULL, 'abababababababababababababababab');
INSERT INTO public.job VALUES ('d20ee13b-9ae8-40e3-a66c-ce37e7d5e4d6', 'failed', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'a', '["a", "b"]', 'routine', 'fails', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}', NULL, '15b3f6da66be4b73977ab9d5ff1bc7a74e1b7e4b9bd90b2e1889a868639571fc', NULL, NULL);
INSERT INTO public.job VALUES ('52aa4293-b981-4d76-9ac7-65091840281a', 'waiting', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'background', 'waits', 'null', NULL, 1772971200000000, 2, 1772366400000000, false, NULL, NULL, NULL, NULL, 'e21fd15733e48d265d36c39e68f379fcc3f5913041436383fa607b50f24e90fe', NULL, NULL);
INSERT INTO public.job VALUES ('723a63e8-f04b-4985-9745-66b8b262eaf5', 'queued', 1772366400000000, 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', NULL, 'drawn', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', 'a', '["a", "b"]', 'routine', 'queued', 'null', NULL, 1772971200000000, 1, NULL, false, NULL, NULL, NULL, NULL, 'd583850e993d6447e931973b960d9a7f65800cce95630acc5118cd746c4eb7dd', NULL, NULL);
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 0.005395}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.008951}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.013577}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.005449}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.010833}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.207193}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.091666}');
INSERT INTO public.job_event VALUES ('d96d2632-fd6f-47ac-9987-7a315b2b17ad', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 3, 1772366400000000, 'step', 'resolve', '{"seconds": 8.2e-05}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 4, 1772366400000000, 'step', 'select', '{"seconds": 0.009733}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 5, 1772366400000000, 'step', 'retrieve', '{"seconds": 0.017758}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 6, 1772366400000000, 'step', 'claim', '{"seconds": 0.003304}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 7, 1772366400000000, 'step', 'analyse', '{"seconds": 0.008472}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 8, 1772366400000000, 'step', 'encode', '{"seconds": 0.188524}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 9, 1772366400000000, 'step', 'deliver', '{"seconds": 0.065835}');
INSERT INTO public.job_event VALUES ('02119dfd-1ef6-4c71-abf4-566c2a83b48f', 10, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('8c89bb2f-1101-43fe-b836-b1ac67539b59', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('8c89bb2f-1101-43fe-b836-b1ac67539b59', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('8c89bb2f-1101-43fe-b836-b1ac67539b59', 3, 1772366400000000, 'step', 'reject', '{"seconds": 0.053513}');
INSERT INTO public.job_event VALUES ('8c89bb2f-1101-43fe-b836-b1ac67539b59', 4, 1772366400000000, 'step', 'deliver', '{"seconds": 0.060418}');
INSERT INTO public.job_event VALUES ('8c89bb2f-1101-43fe-b836-b1ac67539b59', 5, 1772366400000000, 'state', 'succeeded', '{}');
INSERT INTO public.job_event VALUES ('d20ee13b-9ae8-40e3-a66c-ce37e7d5e4d6', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('d20ee13b-9ae8-40e3-a66c-ce37e7d5e4d6', 2, 1772366400000000, 'state', 'running', '{}');
INSERT INTO public.job_event VALUES ('d20ee13b-9ae8-40e3-a66c-ce37e7d5e4d6', 3, 1772366400000000, 'state', 'failed', '{"error": {"code": "model-not-found", "detail": "No such model version here (drawn). See `models list`"}}');
INSERT INTO public.job_event VALUES ('52aa4293-b981-4d76-9ac7-65091840281a', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.job_event VALUES ('52aa4293-b981-4d76-9ac7-65091840281a', 2, 1772366400000000, 'state', 'waiting', '{}');
INSERT INTO public.job_event VALUES ('52aa4293-b981-4d76-9ac7-65091840281a', 3, 1772366400000000, 'wait', 'archive-unavailable', '{"code": "archive-unavailable", "detail": "it is away"}');
INSERT INTO public.job_event VALUES ('723a63e8-f04b-4985-9745-66b8b262eaf5', 1, 1772366400000000, 'state', 'queued', '{}');
INSERT INTO public.object VALUES ('2.25.102907616094326186337071871441991568870', '72e18a16-1d8d-44e2-9440-97f2241cdc10', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.316715557123420676851748904030998186108', '1.2.840.10008.5.1.4.1.1.66.4', '72e18a16-1d8d-44e2-9440-97f2241cdc10/613ae86729aa69c1/2.25.102907616094326186337071871441991568870.dcm', 4640, '262a39165a9da9506d7c66abc8933ea81cafe8b42250004db43e4e4e142c52bf');
INSERT INTO public.object VALUES ('2.25.39211509514753337462632637355809223825', '72e18a16-1d8d-44e2-9440-97f2241cdc10', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.89030884216617744812510362377974429987', '1.2.840.10008.5.1.4.1.1.7', '72e18a16-1d8d-44e2-9440-97f2241cdc10/613ae86729aa69c1/2.25.39211509514753337462632637355809223825.dcm', 2041780, '54ecce30b5ee37d22a28c1099a5e72034fb75ee0f6beba4062f82f6f6d1e0b2d');
INSERT INTO public.object VALUES ('2.25.224894903637272919475517958730197465195', '72e18a16-1d8d-44e2-9440-97f2241cdc10', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.208070213572569745098904849693441613340', '1.2.840.10008.5.1.4.1.1.88.34', '72e18a16-1d8d-44e2-9440-97f2241cdc10/613ae86729aa69c1/2.25.224894903637272919475517958730197465195.dcm', 11132, 'a06a84dc3498e26cbc1aab56cc0db76a50b3e6a4f8a7ea59038496cc6feb8262');
INSERT INTO public.object VALUES ('2.25.249974027755592461708647500237819645901', 'e2af136a-0eb6-4dd1-aabd-5009d567384d', 0, 'segmentation', 'SEG', '1.2.826.0.1.3680043.10.1338.1', '2.25.146140840258187298113514987326070821770', '1.2.840.10008.5.1.4.1.1.66.4', 'e2af136a-0eb6-4dd1-aabd-5009d567384d/5c99b31ecc4d6383/2.25.249974027755592461708647500237819645901.dcm', 4640, '73911810ffc29aeda8691a17a34e575044c54febe85efbbccf1bf86db56f5828');
INSERT INTO public.object VALUES ('2.25.69960352400078369088423381276582758481', 'e2af136a-0eb6-4dd1-aabd-5009d567384d', 1, 'capture', 'OT', '1.2.826.0.1.3680043.10.1338.1', '2.25.225403747722863705950049477018903589785', '1.2.840.10008.5.1.4.1.1.7', 'e2af136a-0eb6-4dd1-aabd-5009d567384d/5c99b31ecc4d6383/2.25.69960352400078369088423381276582758481.dcm', 2041780, '12e7477b16475cb183ccbbe8616b104af19f9303d7ce669ae16306bc8649d81f');
INSERT INTO public.object VALUES ('2.25.154137392714950715338495833488765244607', 'e2af136a-0eb6-4dd1-aabd-5009d567384d', 2, 'report', 'SR', '1.2.826.0.1.3680043.10.1338.1', '2.25.24161930526669893155336091421492485871', '1.2.840.10008.5.1.4.1.1.88.34', 'e2af136a-0eb6-4dd1-aabd-5009d567384d/5c99b31ecc4d6383/2.25.154137392714950715338495833488765244607.dcm', 11132, '1e3702eafe6ce4a8d32dae386bdfcaec1e50217989b7474f89e78107fc69ce59');
INSERT INTO public.object VALUES ('2.25.294944552396618561153729769035098523459', 'e2af136a-0eb6-4dd1-aabd-5009d567384d', 3, 'rejection', 'KO', '1.2.826.0.1.3680043.10.1338.1', '2.25.139668497490543174386217980331564510485', '1.2.840.10008.5.1.4.1.1.88.59', 'e2af136a-0eb6-4dd1-aabd-5009d567384d/e707bb88e5ec8154/2.25.294944552396618561153729769035098523459.dcm', 2846, 'ba5f9ec6f4d5d7441eb4f9f72631f65af00527eb68f0debb74a002610790b7c4');
INSERT INTO public.run VALUES ('72e18a16-1d8d-44e2-9440-97f2241cdc10', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 1, 'complete', NULL, 'd96d2632-fd6f-47ac-9987-7a315b2b17ad', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 614.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 614}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 510.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 510}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000457, "tensor": 0.000507, "infer": 0.001624, "conclude": 0.003476}}', '{"display_report": false, "segmentation_type": null}', 'bfe2f788ed741939e7511634c2766f9b68e7966f839bbf2fd5aa10ede33a39d1');
INSERT INTO public.run VALUES ('e2af136a-0eb6-4dd1-aabd-5009d567384d', '08744ee137b0352e4678d3c71d636e8f20101c20c101c5e51f27271f6cf00392', 2, 'withdrawn', 'a second look', '02119dfd-1ef6-4c71-abf4-566c2a83b48f', 1772366400000000, '1.2.826.0.1.3680043.10.1338.1', '2f258d7c603cc1b2c630890e29cb06bd5daf10921c77f893ce30cf1d75d15711', 'drawn', '1.0.0', 'sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215', NULL, '{"study": "1.2.826.0.1.3680043.10.1338.1", "verdict": "analysed", "reasons": [{"code": "segment-at-border", "text": "A structure at the border of the image may be cut off: areas are those of the part in the image, ratios with it are left out"}, {"code": "spacing-unknown", "text": "No usable pixel spacing: areas are stated in pixels, not in mm2"}], "findings": [{"id": "lung-1", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "right", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 641.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 1, "pixels": 641}, "box": null, "volume_box": null}, {"id": "lung-2", "concept": {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}, "presence": "present", "site": null, "laterality": "left", "probability": null, "measurements": [{"concept": {"scheme": "SCT", "value": "42798000", "meaning": "Area"}, "value": 464.0, "unit": {"scheme": "UCUM", "value": "{pixels}", "meaning": "pixels"}, "derivation": null, "note": "at the border of the image, may be cut off"}], "segment": {"number": 2, "pixels": 464}, "box": null, "volume_box": null}], "joint_measurements": [], "objects": [], "provenance": {"model": "drawn", "version": "1.0.0", "digest": "sha256:59759dab7b0b69217ad7a799d3924d0a5fd99666274d3945af0f6569cd703215", "weights_digest": "sha256:55d92051cf8ff95026afcc56aa766c566df791fd74cdbdb42d0caa1c40de33c5", "tag": "production", "trained_on": "synthetic", "statement": "reference model, trained on synthetic data, not for clinical use", "device": "cpu", "runtime": {"package": "onnxruntime 1.32.0", "provider": "CPUExecutionProvider", "threads": "1"}, "inputs": ["1.2.826.0.1.3680043.10.1338.1.1.1"]}, "timings": {"image": 0.000466, "tensor": 0.000444, "infer": 0.001455, "conclude": 0.003079}}', '{"display_report": false, "segmentation_type": null}', 'c0a020415330b308c21a0a752d4c760cc08e41d3dd229fc8bb81e421e2281a62');
INSERT INTO public.site VALUES ('bf0df31c22dfb497df58eefec08eca41d7e23422a007b6813312f4455d80d16d');
INSERT INTO public.withdrawal VALUES ('e2af136a-0eb6-4dd1-aabd-5009d567384d', 'quality', 'blurred', 1772366400000000, 'key', '8c89bb2f-1101-43fe-b836-b1ac67539b59');
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
