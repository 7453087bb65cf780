-- MariaDB dump 10.19
CREATE TABLE `customer` (
  `customer_id` int NOT NULL, `firstname` varchar(32), `lastname` varchar(32), `email` varchar(96), `telephone` varchar(32), `password` varchar(255), `custom_field` text, `ip` varchar(40), `token` text, `code` varchar(40),
  PRIMARY KEY (`customer_id`));
INSERT INTO `customer` VALUES (1,'Anna','Nowak','anna.nowak@firma.pl','601-234-567','$2y$10$seedseedseedseedseedseedseedseedseedseedseedseedseedu','{\"1\":\"82020212345\"}','83.12.34.56','seed','seed');
CREATE TABLE `address` (
  `address_id` int NOT NULL, `customer_id` int, `firstname` varchar(32), `lastname` varchar(32), `company` varchar(60), `address_1` varchar(128), `address_2` varchar(128), `city` varchar(128), `postcode` varchar(10), `custom_field` text);
INSERT INTO `address` VALUES (1,1,'Anna','Nowak','Nowak i S-ka','Kwiatowa 7','u Nowaków','Kraków','30-001','[]');
CREATE TABLE `order` (
  `order_id` int NOT NULL, `customer_id` int, `firstname` varchar(32), `lastname` varchar(32), `email` varchar(96), `telephone` varchar(32), `payment_address_1` varchar(128), `payment_zone` varchar(128), `payment_country` varchar(128),
  `payment_method` text, `shipping_method` text, `comment` text, `ip` varchar(40), `user_agent` varchar(255), `total` decimal(15,4), PRIMARY KEY (`order_id`));
INSERT INTO `order` VALUES (1,0,'Anna','Nowak','anna.nowak@firma.pl','601234567','Kwiatowa 7','','Poland','{\"name\":\"Przelew\",\"code\":\"bank.bank\"}','{\"name\":\"Paczkomat\",\"code\":\"flat.flat\",\"cost\":15,\"text\":\"KRA1, tel. 601234567\"}','Proszę dzwonić: Anna 601 234 567','83.12.34.56','seed',99.0000);
CREATE TABLE `customer_affiliate` (`customer_id` int NOT NULL, `company` varchar(60), `website` varchar(255), `tracking` varchar(64), `tax` varchar(64), `paypal` varchar(64), `bank_account_name` varchar(64), `bank_account_number` varchar(64));
INSERT INTO `customer_affiliate` VALUES (1,'Nowak','https://nowak.pl','seed','5260250274','anna.nowak@firma.pl','Anna Nowak','PL61109010140000071219812874 seed');
CREATE TABLE `order_total` (`order_total_id` int NOT NULL);
CREATE TABLE `product_to_category` (`product_id` int NOT NULL);
CREATE TABLE `zone_to_geo_zone` (`zone_id` int NOT NULL);
CREATE TABLE `session` (`session_id` varchar(32) NOT NULL, `data` mediumtext);
INSERT INTO `session` VALUES ('seed','{\"email\":\"anna.nowak@firma.pl\"}');
CREATE TABLE `setting` (`setting_id` int NOT NULL, `code` varchar(128), `key` varchar(128), `value` mediumtext, `serialized` tinyint(1));
INSERT INTO `setting` VALUES (1,'config','config_owner','Anna Nowak',0),(2,'config','config_mail_smtp_password','seed',0),(3,'payment_x','payment_x_secret','seed',0),(4,'config','config_currency','PLN',0),(5,'other','other_thing','Anna Nowak',0);
CREATE TABLE `user` (`user_id` int NOT NULL, `username` varchar(20), `password` varchar(255), `firstname` varchar(32), `lastname` varchar(32), `email` varchar(96));
INSERT INTO `user` VALUES (1,'anowak','$2y$10$seedseedseedseedseedseedseedseedseedseedseedseedseedu','Anna','Nowak','anna.nowak@firma.pl');
CREATE TABLE `product_description` (`product_id` int NOT NULL, `language_id` int NOT NULL, `name` varchar(255));
INSERT INTO `product_description` VALUES (1,1,'Czapka');
