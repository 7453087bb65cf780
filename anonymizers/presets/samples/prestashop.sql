-- MariaDB dump 10.19
CREATE TABLE `shop_customer` (
  `id_customer` int unsigned NOT NULL, `company` varchar(64), `siret` varchar(14), `firstname` varchar(255) NOT NULL, `lastname` varchar(255) NOT NULL,
  `email` varchar(128) NOT NULL, `passwd` varchar(60) NOT NULL, `birthday` date, `ip_registration_newsletter` varchar(15), `website` varchar(128),
  `secure_key` varchar(32) NOT NULL, `note` text, `reset_password_token` varchar(40),
  PRIMARY KEY (`id_customer`));
INSERT INTO `shop_customer` VALUES (1,'Nowak Sp. z o.o.','52602502740000','Anna','Nowak','anna.nowak@firma.pl','$2y$10$seedseedseedseedseedseedseedseedseedseedseedseedseedu','1982-02-02','83.12.34.56','https://anna.nowak.pl','0123456789abcdef0123456789seed01','Pani Anna prosi o telefon','seed');
CREATE TABLE `shop_address` (
  `id_address` int unsigned NOT NULL, `id_customer` int unsigned NOT NULL, `alias` varchar(32) NOT NULL, `company` varchar(255), `lastname` varchar(255) NOT NULL, `firstname` varchar(255) NOT NULL,
  `address1` varchar(128) NOT NULL, `address2` varchar(128), `postcode` varchar(12), `city` varchar(64) NOT NULL, `other` text, `phone` varchar(32), `phone_mobile` varchar(32), `vat_number` varchar(32), `dni` varchar(16),
  PRIMARY KEY (`id_address`));
INSERT INTO `shop_address` VALUES (1,1,'Dom Anny','Nowak','Nowak','Anna','Kwiatowa 7','m. 12','30-001','Kraków','u Nowaka','+48 601 234 567','601234567','PL5260250274','82020212345');
CREATE TABLE `shop_employee` (
  `id_employee` int unsigned NOT NULL, `lastname` varchar(255) NOT NULL, `firstname` varchar(255) NOT NULL, `email` varchar(255) NOT NULL, `passwd` varchar(255) NOT NULL, `reset_password_token` varchar(40), PRIMARY KEY (`id_employee`));
INSERT INTO `shop_employee` VALUES (1,'Nowak','Anna','anna.nowak@firma.pl','$2y$10$seedseedseedseedseedseedseedseedseedseedseedseedseedu',NULL);
CREATE TABLE `shop_orders` (
  `id_order` int unsigned NOT NULL, `reference` varchar(9), `id_customer` int unsigned NOT NULL, `secure_key` varchar(32) NOT NULL, `payment` varchar(255) NOT NULL, `gift_message` text, `shipping_number` varchar(64), `note` text, PRIMARY KEY (`id_order`));
INSERT INTO `shop_orders` VALUES (1,'XKBKNABJK',1,'0123456789abcdef0123456789seed01','Przelewy24','Dla Anny Nowak','seed601234567','zadzwonić 601 234 567');
CREATE TABLE `shop_order_payment` (`id_order_payment` int NOT NULL, `order_reference` varchar(9), `transaction_id` varchar(254), `card_number` varchar(254), `card_brand` varchar(254), `card_expiration` char(7), `card_holder` varchar(254), PRIMARY KEY (`id_order_payment`));
INSERT INTO `shop_order_payment` VALUES (1,'XKBKNABJK','pi_seed','4111111111111111','VISA','02/2030','ANNA NOWAK');
CREATE TABLE `shop_order_slip` (`id_order_slip` int NOT NULL);
CREATE TABLE `shop_cart_rule` (`id_cart_rule` int NOT NULL);
CREATE TABLE `shop_specific_price_rule` (`id_specific_price_rule` int NOT NULL);
CREATE TABLE `shop_customer_thread` (`id_customer_thread` int NOT NULL, `id_customer` int, `status` enum('open','closed') NOT NULL, `email` varchar(255) NOT NULL, `token` varchar(12), PRIMARY KEY (`id_customer_thread`));
INSERT INTO `shop_customer_thread` VALUES (1,1,'open','anna.nowak@firma.pl','seed');
CREATE TABLE `shop_customer_message` (`id_customer_message` int NOT NULL, `id_customer_thread` int, `message` mediumtext NOT NULL, `file_name` varchar(18), `ip_address` varchar(16), `user_agent` varchar(128), `read` tinyint(1) NOT NULL, PRIMARY KEY (`id_customer_message`));
INSERT INTO `shop_customer_message` VALUES (1,1,'Nazywam się Anna Nowak, Kwiatowa 7','nowak.pdf','83.12.34.56','seed',0);
CREATE TABLE `shop_connections` (`id_connections` int NOT NULL, `ip_address` bigint, `http_referer` varchar(255));
INSERT INTO `shop_connections` VALUES (1,1393304120,'https://nowak.pl/seed');
CREATE TABLE `shop_configuration` (`id_configuration` int NOT NULL, `name` varchar(254) NOT NULL, `value` text, PRIMARY KEY (`id_configuration`));
INSERT INTO `shop_configuration` VALUES (1,'PS_SHOP_EMAIL','anna.nowak@firma.pl'),(2,'PS_MAIL_PASSWD','seed'),(3,'PS_MAIL_USER','nowak'),(4,'PAYU_SECOND_KEY','seed'),(5,'PS_LANG_DEFAULT','1'),(6,'SOMETHING_ELSE','Anna Nowak'),(7,'BLOCKCONTACT_TELNUMBER','601 234 567'),(8,'PS_INVOICE_FREE_TEXT',NULL);
CREATE TABLE `shop_configuration_lang` (`id_configuration` int NOT NULL, `id_lang` int NOT NULL, `value` text);
INSERT INTO `shop_configuration_lang` VALUES (6,1,'Anna Nowak'),(8,1,'Dziękujemy za zakupy');
CREATE TABLE `shop_webservice_account` (`id_webservice_account` int NOT NULL, `key` varchar(32) NOT NULL, `description` text, `active` tinyint NOT NULL);
INSERT INTO `shop_webservice_account` VALUES (1,'SEEDSEEDSEEDSEEDSEEDSEEDSEEDSEED','ERP',1);
CREATE TABLE `shop_emailsubscription` (`id` int NOT NULL, `email` varchar(255) NOT NULL, `ip_registration_newsletter` varchar(15), `http_referer` varchar(255), `active` tinyint(1) NOT NULL);
INSERT INTO `shop_emailsubscription` VALUES (1,'anna.nowak@firma.pl','83.12.34.56','https://nowak.pl',1);
CREATE TABLE `shop_product_lang` (`id_product` int NOT NULL, `id_lang` int NOT NULL, `name` varchar(128) NOT NULL);
INSERT INTO `shop_product_lang` VALUES (1,1,'Czapka');
CREATE TABLE `shop_business_entity` (`id_business_entity` int unsigned NOT NULL, `external_ref` varchar(255), `name` varchar(255) NOT NULL, `legal_name` varchar(255), `status` enum('pending','active') NOT NULL, PRIMARY KEY (`id_business_entity`));
INSERT INTO `shop_business_entity` VALUES (1,'SEED-1','Nowak','Anna Nowak','active');
CREATE TABLE `shop_business_entity_identifier` (`id_identifier` int unsigned NOT NULL, `id_business_entity` int unsigned NOT NULL, `value` varchar(255) NOT NULL, PRIMARY KEY (`id_identifier`));
INSERT INTO `shop_business_entity_identifier` VALUES (1,1,'5260250274');
CREATE TABLE `shop_shipment` (`id_shipment` int NOT NULL, `id_order` int NOT NULL, `tracking_number` varchar(255));
INSERT INTO `shop_shipment` VALUES (1,1,'SEED0001');
CREATE TABLE `shop_api_client` (`id_api_client` int unsigned NOT NULL, `client_id` varchar(255) NOT NULL, `client_name` varchar(255) NOT NULL, `client_secret` varchar(255), `scopes` json NOT NULL);
INSERT INTO `shop_api_client` VALUES (1,'seed-erp','ERP','seed','["order_read"]');
