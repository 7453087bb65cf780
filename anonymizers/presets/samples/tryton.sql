--
-- PostgreSQL database dump
--

CREATE TABLE public.party_party (
    id integer NOT NULL, code character varying, name character varying, active boolean
);
COPY public.party_party (id, code, name, active) FROM stdin;
1	17	Anna Nowak	t
\.

CREATE TABLE public.party_address (
    id integer NOT NULL, party integer NOT NULL, party_name character varying, street_name character varying, building_number character varying, unit_number character varying, postal_code character varying, city character varying
);
COPY public.party_address (id, party, party_name, street_name, building_number, unit_number, postal_code, city) FROM stdin;
1	1	Anna Nowak	Kwiatowa	7	2	30-001	Kraków
\.

CREATE TABLE public.party_contact_mechanism (
    id integer NOT NULL, party integer NOT NULL, type character varying NOT NULL, value character varying, value_compact character varying, name character varying
);
COPY public.party_contact_mechanism (id, party, type, value, value_compact, name) FROM stdin;
1	1	email	anna.nowak@firma.pl	anna.nowak@firma.pl	\N
2	1	mobile	+48 601 234 567	+48601234567	Anna
3	1	skype	anna.nowak	anna.nowak	\N
\.

CREATE TABLE public.party_identifier (
    id integer NOT NULL, party integer NOT NULL, type character varying, code character varying, code_compact character varying
);
COPY public.party_identifier (id, party, type, code, code_compact) FROM stdin;
1	1	eu_vat	PL5260250274	PL5260250274
2	1	\N	82020212345	82020212345
\.

CREATE TABLE public.res_user (
    id integer NOT NULL, name character varying, login character varying NOT NULL, email character varying, password_hash character varying, signature text
);
COPY public.res_user (id, name, login, email, password_hash, signature) FROM stdin;
1	Administrator	admin	\N	$argon2id$v=19$m=102400,t=2,p=8$seedseed$seedseed	\N
2	Anna Nowak	anowak	anna.nowak@firma.pl	$argon2id$v=19$m=102400,t=2,p=8$seedseed$seedseed	Anna Nowak
\.

CREATE TABLE public.web_user (
    id integer NOT NULL, email character varying, password_hash character varying, party integer, reset_password_token character varying
);
COPY public.web_user (id, email, password_hash, party, reset_password_token) FROM stdin;
1	anna.nowak@firma.pl	$argon2id$v=19$m=102400,t=2,p=8$seedseed$seedseed	1	seed
\.

CREATE TABLE public.sale_sale (
    id integer NOT NULL, number character varying, party integer NOT NULL, comment text, description character varying
);
COPY public.sale_sale (id, number, party, comment, description) FROM stdin;
1	S-1	1	Anna Nowak prosi o telefon	\N
\.

CREATE TABLE public.account_payment_stripe_account (
    id integer NOT NULL, name character varying NOT NULL, secret_key character varying, publishable_key character varying
);
COPY public.account_payment_stripe_account (id, name, secret_key, publishable_key) FROM stdin;
1	Sklep	sk_seed	pk_seed
\.

CREATE TABLE public.ir_email (
    id integer NOT NULL, recipients character varying, body text
);
COPY public.ir_email (id, recipients, body) FROM stdin;
1	anna.nowak@firma.pl	Anna Nowak
\.

CREATE TABLE public.product_template (
    id integer NOT NULL, name character varying
);
COPY public.product_template (id, name) FROM stdin;
1	Czapka
\.
CREATE TABLE public.ir_model_field (
    id text
);
CREATE TABLE public.purchase_line (
    id integer NOT NULL, purchase integer, description text, note text
);
COPY public.purchase_line (id, purchase, description, note) FROM stdin;
1	1	Czapka	Dla Anny Nowak, 601 234 567
\.
CREATE TABLE public.sale_opportunity (
    id integer NOT NULL, description character varying, lost_reason text
);
COPY public.sale_opportunity (id, description, lost_reason) FROM stdin;
1	Rozmowa z Anna Nowak	Anna Nowak odeszła
\.
CREATE TABLE public.carrier_credential_ups (
    id integer NOT NULL, account_number character varying, client_id character varying, client_secret character varying
);
COPY public.carrier_credential_ups (id, account_number, client_id, client_secret) FROM stdin;
1	seed	seed	seed
\.
