--
-- PostgreSQL database dump
--

CREATE TABLE public.customer (
    id text NOT NULL,
    company_name text,
    first_name text,
    last_name text,
    email text,
    phone text,
    metadata jsonb
);
COPY public.customer (id, company_name, first_name, last_name, email, phone, metadata) FROM stdin;
cus_1	Nowak	Anna	Nowak	anna.nowak@firma.pl	601234567	{"pesel": "82020212345"}
\.

CREATE TABLE public.customer_address (
    id text NOT NULL,
    customer_id text NOT NULL,
    address_name text,
    first_name text,
    last_name text,
    address_1 text,
    address_2 text,
    city text,
    province text,
    postal_code text,
    phone text
);
COPY public.customer_address (id, customer_id, address_name, first_name, last_name, address_1, address_2, city, province, postal_code, phone) FROM stdin;
ca_1	cus_1	u Anny	Anna	Nowak	Kwiatowa 7	m. 2	Kraków	mał.	30-001	601234567
\.

CREATE TABLE public."order" (
    id text NOT NULL,
    customer_id text,
    email text,
    metadata jsonb
);
COPY public."order" (id, customer_id, email, metadata) FROM stdin;
order_1	cus_1	anna.nowak@firma.pl	{"note": "Anna"}
\.

CREATE TABLE public.order_address (
    id text NOT NULL,
    customer_id text,
    first_name text,
    last_name text,
    address_1 text
);
COPY public.order_address (id, customer_id, first_name, last_name, address_1) FROM stdin;
oa_1	cus_1	Anna	Nowak	Kwiatowa 7
\.

CREATE TABLE public.provider_identity (
    id text NOT NULL,
    entity_id text NOT NULL,
    provider text NOT NULL,
    auth_identity_id text NOT NULL,
    user_metadata jsonb,
    provider_metadata jsonb
);
COPY public.provider_identity (id, entity_id, provider, auth_identity_id, user_metadata, provider_metadata) FROM stdin;
pi_1	anna.nowak@firma.pl	emailpass	ai_1	{"name": "Anna"}	{"password": "c2NyeXB0AA8AAAAIAAAAAseedseed"}
\.

CREATE TABLE public.api_key (
    id text NOT NULL,
    token text NOT NULL,
    salt text NOT NULL,
    redacted text NOT NULL,
    title text NOT NULL,
    type text NOT NULL
);
COPY public.api_key (id, token, salt, redacted, title, type) FROM stdin;
k_1	sk_seed	seed	sk_seed	ERP	secret
\.

CREATE TABLE public.fulfillment_label (
    id text NOT NULL,
    tracking_number text NOT NULL,
    tracking_url text NOT NULL,
    label_url text NOT NULL,
    fulfillment_id text NOT NULL
);
COPY public.fulfillment_label (id, tracking_number, tracking_url, label_url, fulfillment_id) FROM stdin;
l_1	seed1	https://x.pl/seed	https://x.pl/seed	f_1
\.

CREATE TABLE public.payment (
    id text NOT NULL,
    data jsonb,
    amount numeric NOT NULL
);
COPY public.payment (id, data, amount) FROM stdin;
pay_1	{"card": "seed", "name": "Anna Nowak"}	12
\.

CREATE TABLE public.notification (
    id text NOT NULL,
    "to" text NOT NULL,
    data jsonb
);
COPY public.notification (id, "to", data) FROM stdin;
n_1	anna.nowak@firma.pl	{"name": "Anna"}
\.

CREATE TABLE public.refund (
    id text NOT NULL,
    note text
);
COPY public.refund (id, note) FROM stdin;
r_1	Anna Nowak prosi o zwrot
\.

CREATE TABLE public.product (
    id text NOT NULL,
    title text NOT NULL,
    metadata jsonb
);
COPY public.product (id, title, metadata) FROM stdin;
p_1	Czapka	\N
\.
CREATE TABLE public.order_line_item (
    id text
);
CREATE TABLE public.sales_channel (
    id text
);
CREATE TABLE public.price_set (
    id text
);
CREATE TABLE public.auth_password_reset_token (
    id text, entity_id text, token_hash text
);
COPY public.auth_password_reset_token (id, entity_id, token_hash) FROM stdin;
r_1	anna.nowak@firma.pl	seedseed
\.
CREATE TABLE public.auth_verification (
    id text, entity_id text, provider_metadata jsonb
);
COPY public.auth_verification (id, entity_id, provider_metadata) FROM stdin;
v_1	anna.nowak@firma.pl	{"code": "seed"}
\.
CREATE TABLE public.index_data (
    id text, name text, data jsonb
);
COPY public.index_data (id, name, data) FROM stdin;
cus_1	Customer	{"email": "anna.nowak@firma.pl"}
\.
