<?php
// WordPress's functions as far as the plugin uses them: options in $argv, the network for real.
define( 'ABSPATH', '/' );
$filters = array();
$transients = array();
$asked = 0;
function add_filter( $name, $function, $priority = 10 ) { global $filters; $filters[ $name ] = $function; }
function add_action( $name, $function ) { global $filters; $filters[ $name ] = $function; }
function wp_parse_url( $url ) { return parse_url( $url ); }
function untrailingslashit( $text ) { return rtrim( $text, '/' ); }
function get_option( $name, $default = '' ) { global $argv; return $argv[2]; }
function get_transient( $name ) { global $transients; return $transients[ $name ] ?? false; }
function set_transient( $name, $value, $seconds ) { global $transients; $transients[ $name ] = $value; }
function wp_remote_get( $url, $options ) {
	global $asked;
	++$asked;
	$body = @file_get_contents( $url );
	return array( 'body' => $body, 'code' => false === $body ? 404 : 200 );
}
function wp_remote_retrieve_response_code( $answer ) { return $answer['code']; }
function wp_remote_retrieve_body( $answer ) { return (string) $answer['body']; }
function is_singular( $types ) { return in_array( 'post', $types, true ); }
function apply_filters( $name, $value ) { return $value; }
function post_password_required() { global $address; return false !== strpos( $address, 'secret' ); }
function __( $text, $domain ) { return $text; }
function esc_html__( $text, $domain ) { return esc_html( $text ); }
function in_the_loop() { return true; }
function is_main_query() { return true; }
function get_permalink() { global $address; return $address; }
function esc_url( $url ) { return htmlspecialchars( $url ); }
function esc_attr( $text ) { return htmlspecialchars( $text ); }
function esc_html( $text ) { return htmlspecialchars( $text ); }
require $argv[1];
foreach ( array_slice( $argv, 3 ) as $address ) {
	echo $filters['the_content']( 'पाठ' ), "\n";
}
isset( $filters['admin_init'] ) || exit( 1 );
audio_edition_show_setting();
echo "\n", $asked, "\n";
