-- MariaDB dump 10.19
CREATE TABLE `sklep_users` (
  `ID` bigint unsigned NOT NULL AUTO_INCREMENT, `user_login` varchar(60) NOT NULL, `user_pass` varchar(255) NOT NULL, `user_nicename` varchar(50) NOT NULL, `user_email` varchar(100) NOT NULL, `user_url` varchar(100) NOT NULL,
  `user_registered` datetime NOT NULL, `user_activation_key` varchar(255) NOT NULL, `user_status` int NOT NULL, `display_name` varchar(250) NOT NULL, PRIMARY KEY (`ID`));
INSERT INTO `sklep_users` VALUES (1,'anna.nowak','$P$Bseedseedseedseedseedseedseed12','anna-nowak','anna.nowak@firma.pl','https://anna.nowak.pl','2026-01-02 03:04:05','seed',0,'Anna Nowak');
CREATE TABLE `sklep_usermeta` (`umeta_id` bigint unsigned NOT NULL, `user_id` bigint unsigned NOT NULL, `meta_key` varchar(255), `meta_value` longtext);
INSERT INTO `sklep_usermeta` VALUES (1,1,'first_name','Anna'),(2,1,'billing_last_name','Nowak'),(3,1,'billing_email','anna.nowak@firma.pl'),(4,1,'sklep_capabilities','a:1:{s:8:\"customer\";b:1;}'),(5,1,'session_tokens','a:1:{s:4:\"seed\";a:1:{s:2:\"ip\";s:11:\"83.12.34.56\";}}'),(6,1,'_plugin_note','Anna Nowak'),(7,1,'billing_address_1','Kwiatowa 7'),(8,1,'billing_phone','601 234 567');
CREATE TABLE `sklep_posts` (`ID` bigint unsigned NOT NULL, `post_author` bigint unsigned NOT NULL, `post_content` longtext NOT NULL, `post_title` text NOT NULL, `post_excerpt` text NOT NULL, `post_password` varchar(255) NOT NULL, `post_type` varchar(20) NOT NULL);
INSERT INTO `sklep_posts` VALUES (1,1,'','Czapka','Czapka z wełny','','product'),(2,1,'','Zamówienie','Proszę dzwonić: Anna Nowak 601 234 567','wc_order_seed','shop_order'),(3,1,'Anna Nowak','Anna','','','flamingo_inbound');
CREATE TABLE `sklep_postmeta` (`meta_id` bigint unsigned NOT NULL, `post_id` bigint unsigned NOT NULL, `meta_key` varchar(255), `meta_value` longtext);
INSERT INTO `sklep_postmeta` VALUES (1,2,'_billing_first_name','Anna'),(2,2,'_billing_address_index','Anna Nowak Kwiatowa 7'),(3,2,'_customer_ip_address','83.12.34.56'),(4,1,'_price','99'),(5,2,'_order_key','wc_order_seed'),(6,2,'_billing_email','anna.nowak@firma.pl');
CREATE TABLE `sklep_wc_orders` (`id` bigint unsigned NOT NULL, `status` varchar(20), `customer_id` bigint unsigned, `billing_email` varchar(320), `transaction_id` varchar(100), `ip_address` varchar(100), `user_agent` text, `customer_note` text, PRIMARY KEY (`id`));
INSERT INTO `sklep_wc_orders` VALUES (2,'wc-completed',1,'anna.nowak@firma.pl','pi_seed','83.12.34.56','Mozilla/5.0 seed','Anna Nowak');
CREATE TABLE `sklep_wc_order_addresses` (`id` bigint unsigned NOT NULL, `order_id` bigint unsigned NOT NULL, `address_type` varchar(20), `first_name` text, `last_name` text, `company` text, `address_1` text, `address_2` text, `city` text, `state` text, `postcode` text, `country` text, `email` varchar(320), `phone` varchar(100), PRIMARY KEY (`id`));
INSERT INTO `sklep_wc_order_addresses` VALUES (1,2,'billing','Anna','Nowak','Nowak','Kwiatowa 7','u Anny','Kraków','PL-MA','30-001','PL','anna.nowak@firma.pl','601234567'),(2,2,'shipping','Anna','Nowak',NULL,'Kwiatowa 7',NULL,'Kraków',NULL,'30-001','PL',NULL,NULL);
CREATE TABLE `sklep_wc_orders_meta` (`id` bigint unsigned NOT NULL, `order_id` bigint unsigned, `meta_key` varchar(255), `meta_value` text);
INSERT INTO `sklep_wc_orders_meta` VALUES (1,2,'_billing_address_index','Anna Nowak'),(2,2,'_billing_nip','5260250274');
CREATE TABLE `sklep_woocommerce_order_items` (`order_item_id` bigint unsigned NOT NULL, `order_item_name` text NOT NULL, `order_item_type` varchar(200) NOT NULL, `order_id` bigint unsigned NOT NULL);
INSERT INTO `sklep_woocommerce_order_items` VALUES (1,'Czapka','line_item',2);
CREATE TABLE `sklep_wc_product_meta_lookup` (`product_id` bigint NOT NULL);
CREATE TABLE `sklep_wc_customer_lookup` (`customer_id` bigint unsigned NOT NULL, `user_id` bigint unsigned, `username` varchar(60) NOT NULL, `first_name` varchar(255) NOT NULL, `last_name` varchar(255) NOT NULL, `email` varchar(100), `country` char(2) NOT NULL, `postcode` varchar(20) NOT NULL, `city` varchar(100) NOT NULL, `state` varchar(100) NOT NULL, PRIMARY KEY (`customer_id`), UNIQUE KEY `user_id` (`user_id`));
INSERT INTO `sklep_wc_customer_lookup` VALUES (1,1,'anna.nowak','Anna','Nowak','anna.nowak@firma.pl','PL','30-001','Kraków','');
CREATE TABLE `sklep_woocommerce_api_keys` (`key_id` bigint unsigned NOT NULL, `user_id` bigint unsigned NOT NULL, `description` varchar(200), `permissions` varchar(10) NOT NULL, `consumer_key` char(64) NOT NULL, `consumer_secret` char(43) NOT NULL, `nonces` longtext, `truncated_key` char(7) NOT NULL);
INSERT INTO `sklep_woocommerce_api_keys` VALUES (1,1,'ERP','read','seed1seed1','cs_seed',NULL,'seedsee');
CREATE TABLE `sklep_wc_webhooks` (`webhook_id` bigint unsigned NOT NULL, `status` varchar(200) NOT NULL, `name` text NOT NULL, `delivery_url` text NOT NULL, `secret` text NOT NULL);
INSERT INTO `sklep_wc_webhooks` VALUES (1,'active','ERP','https://erp.nowak.pl/seed','seed');
CREATE TABLE `sklep_woocommerce_payment_tokens` (`token_id` bigint unsigned NOT NULL, `gateway_id` varchar(200) NOT NULL, `token` text NOT NULL, `user_id` bigint unsigned NOT NULL);
INSERT INTO `sklep_woocommerce_payment_tokens` VALUES (1,'stripe','pm_seed',1);
CREATE TABLE `sklep_woocommerce_sessions` (`session_id` bigint unsigned NOT NULL, `session_value` longtext NOT NULL);
INSERT INTO `sklep_woocommerce_sessions` VALUES (1,'a:1:{s:5:\"email\";s:19:\"anna.nowak@firma.pl\";}');
CREATE TABLE `sklep_comments` (`comment_ID` bigint unsigned NOT NULL, `comment_author` tinytext NOT NULL, `comment_author_email` varchar(100) NOT NULL, `comment_author_url` varchar(200) NOT NULL, `comment_author_IP` varchar(100) NOT NULL, `comment_content` text NOT NULL, `comment_agent` varchar(255) NOT NULL, `comment_type` varchar(20) NOT NULL);
INSERT INTO `sklep_comments` VALUES (1,'Anna Nowak','anna.nowak@firma.pl','','83.12.34.56','Polecam! Anna Nowak','seed','review');
CREATE TABLE `sklep_options` (`option_id` bigint unsigned NOT NULL, `option_name` varchar(191) NOT NULL, `option_value` longtext NOT NULL, `autoload` varchar(20) NOT NULL, PRIMARY KEY (`option_id`), UNIQUE KEY `option_name` (`option_name`));
INSERT INTO `sklep_options` VALUES (1,'admin_email','anna.nowak@firma.pl','yes'),(2,'mailserver_pass','seed','yes'),(3,'woocommerce_stripe_settings','a:1:{s:10:\"secret_key\";s:4:\"seed\";}','yes'),(4,'woocommerce_currency','PLN','yes'),(5,'_transient_feed','Anna Nowak','no'),(6,'sklep_user_roles','a:0:{}','yes'),(7,'someplugin','Anna Nowak','no');
