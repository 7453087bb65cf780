--
-- PostgreSQL database dump
--

CREATE TABLE public.res_partner (
    id integer NOT NULL, company_id integer, create_date timestamp without time zone, name character varying, complete_name character varying, is_company boolean, street character varying, street2 character varying, zip character varying, city character varying,
    email character varying, email_normalized character varying, phone character varying, mobile character varying, phone_sanitized character varying, vat character varying, website character varying, function character varying, comment text, signup_token character varying,
    partner_latitude numeric, property_payment_term_id jsonb,
    CONSTRAINT p PRIMARY KEY (id)
);
COPY public.res_partner (id, company_id, create_date, name, complete_name, is_company, street, street2, zip, city, email, email_normalized, phone, mobile, phone_sanitized, vat, website, function, comment, signup_token, partner_latitude, property_payment_term_id) FROM stdin;
7	1	2026-01-02 03:04:05	Anna Nowak	Anna Nowak	f	Kwiatowa 7	u Nowaków	30-001	Kraków	Anna.Nowak@firma.pl	anna.nowak@firma.pl	+48 601 234 567	601 234 567	+48601234567	PL5260250274	http://nowak.pl	Kierownik Nowak	<p>Anna lubi róże</p>	seed	50.06	{"1": 2}
8	1	2026-01-02 03:04:05	Nowak sp. z o.o.	Nowak sp. z o.o.	t	Kwiatowa 7	\N	30-001	Kraków	anna.nowak@firma.pl	anna.nowak@firma.pl	\N	\N	\N	5260250274	\N	\N	\N	\N	\N	\N
\.

CREATE TABLE public.res_users (
    id integer NOT NULL, active boolean, login character varying NOT NULL, password character varying, partner_id integer NOT NULL, signature text, totp_secret character varying
);
COPY public.res_users (id, active, login, password, partner_id, signature, totp_secret) FROM stdin;
2	t	admin	$pbkdf2-sha512$600000$seedseed$seedseedseedseed	7	<p>Anna Nowak</p>	SEED
3	t	anna.nowak@firma.pl	$pbkdf2-sha512$600000$seedseed$seedseedseedseed	7	\N	\N
\.
ALTER TABLE ONLY public.res_users ADD CONSTRAINT u UNIQUE (login);

CREATE TABLE public.sale_order (
    id integer NOT NULL, partner_id integer, name character varying, client_order_ref character varying, access_token character varying, note text, signed_by character varying, amount_total numeric, date_order timestamp without time zone
);
COPY public.sale_order (id, partner_id, name, client_order_ref, access_token, note, signed_by, amount_total, date_order) FROM stdin;
1	7	S00001	WEB-17	seed	Zadzwonić: Anna Nowak	Anna Nowak	99.00	2026-01-02 03:04:05
\.

CREATE TABLE public.mail_message (
    id integer NOT NULL, subject character varying, body text, email_from character varying, message_id character varying, model character varying, res_id integer
);
COPY public.mail_message (id, subject, body, email_from, message_id, model, res_id) FROM stdin;
1	Nowak	<p>Anna Nowak, Kwiatowa 7</p>	"Anna Nowak" <anna.nowak@firma.pl>	<seed@nowak>	sale.order	1
\.

CREATE TABLE public.ir_config_parameter (
    id integer NOT NULL, key character varying NOT NULL, value text NOT NULL
);
COPY public.ir_config_parameter (id, key, value) FROM stdin;
1	database.secret	seed
2	web.base.url	https://erp.example
3	someplugin.api_key	seed
\.

CREATE TABLE public.ir_model_data (
    id integer NOT NULL, name character varying NOT NULL, module character varying NOT NULL
);

CREATE TABLE public.product_template (
    id integer NOT NULL, name jsonb NOT NULL, active boolean
);
COPY public.product_template (id, name, active) FROM stdin;
1	{"en_US": "Czapka"}	t
\.
