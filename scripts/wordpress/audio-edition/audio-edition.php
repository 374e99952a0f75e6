<?php
/**
 * Plugin Name: audio-edition
 * Description: Puts the audio player before every post that has an audio edition, and lights up the words as they are heard.
 * Version: 1.0
 * Requires at least: 5.0
 * Requires PHP: 7.2
 * License: GPL-2.0-or-later
 * Text Domain: audio-edition
 *
 * The site of the audio editions is set under Settings > Reading. A post has an edition when the
 * site's index of addresses, embed.parts/XX.json, names the post's address.
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const AUDIO_EDITION_OPTION = 'audio_edition_site';
const AUDIO_EDITION_SECONDS = 900; // that an answer is kept

/** The post's address as the index has it: without scheme, www., a slash at its end and percent signs. */
function audio_edition_fold_address( string $address ): string {
	$parts = wp_parse_url( $address );
	if ( ! is_array( $parts ) || empty( $parts['host'] ) ) {
		return '';
	}
	$port  = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
	$query = isset( $parts['query'] ) ? '?' . $parts['query'] : '';
	$host  = preg_replace( '/^www\./', '', strtolower( $parts['host'] ) );
	return $host . $port . rawurldecode( rtrim( $parts['path'] ?? '', '/' ) . $query );
}

/** The part of the index that has an address: two hexadecimal digits of its CRC-32. */
function audio_edition_bucket( string $folded ): string {
	return sprintf( '%02x', crc32( $folded ) & 0xff );
}

/** The edition's address, or '' for a post without one. */
function audio_edition_find( string $address ): string {
	$site   = untrailingslashit( (string) get_option( AUDIO_EDITION_OPTION, '' ) );
	$folded = audio_edition_fold_address( $address );
	if ( '' === $site || '' === $folded ) {
		return '';
	}
	$index = $site . '/embed.parts/' . audio_edition_bucket( $folded ) . '.json';
	$kept  = 'audio_edition_' . md5( $index );
	$slugs = get_transient( $kept );
	if ( ! is_array( $slugs ) ) {
		$answer = wp_remote_get( $index, array( 'timeout' => 3 ) );
		$slugs  = 200 === wp_remote_retrieve_response_code( $answer ) ? json_decode( wp_remote_retrieve_body( $answer ), true ) : array();
		$slugs  = is_array( $slugs ) ? $slugs : array();
		set_transient( $kept, $slugs, AUDIO_EDITION_SECONDS );
	}
	$slug = $slugs[ $folded ] ?? '';
	return is_string( $slug ) && '' !== $slug ? $site . '/' . rawurlencode( $slug ) . '/' : '';
}

/** The post's text with the line that puts the player before it. */
function audio_edition_add_player( string $content ): string {
	/**
	 * The types of posts that may have an edition; a site with its own type for news adds that.
	 *
	 * @param string[] $types
	 */
	$types = apply_filters( 'audio_edition_post_types', array( 'post' ) );
	// Who does not know a post's password is not told what it says.
	if ( ! is_singular( $types ) || ! in_the_loop() || ! is_main_query() || post_password_required() ) {
		return $content;
	}
	$edition = audio_edition_find( (string) get_permalink() );
	if ( '' === $edition ) {
		return $content;
	}
	$script = untrailingslashit( (string) get_option( AUDIO_EDITION_OPTION ) ) . '/embed.js';
	// phpcs:ignore WordPress.WP.EnqueuedResources.NonEnqueuedScript -- it tells the post's edition.
	return $content . '<script async src="' . esc_url( $script ) . '" data-edition="' . esc_url( $edition ) . '"></script>';
}
add_filter( 'the_content', 'audio_edition_add_player', 20 );

/** The field under Settings > Reading. */
function audio_edition_add_setting(): void {
	register_setting(
		'reading',
		AUDIO_EDITION_OPTION,
		array(
			'type'              => 'string',
			'sanitize_callback' => 'esc_url_raw',
			'default'           => '',
		)
	);
	add_settings_field( AUDIO_EDITION_OPTION, __( 'Audio editions', 'audio-edition' ), 'audio_edition_show_setting', 'reading' );
}
add_action( 'admin_init', 'audio_edition_add_setting' );

/** The input of the field. */
function audio_edition_show_setting(): void {
	printf(
		'<input type="url" class="regular-text" name="%1$s" id="%1$s" value="%2$s" placeholder="https://audio.paper.example" aria-describedby="%1$s-help">' .
		'<p class="description" id="%1$s-help">%3$s</p>',
		esc_attr( AUDIO_EDITION_OPTION ),
		esc_attr( (string) get_option( AUDIO_EDITION_OPTION, '' ) ),
		esc_html__( 'Address of the site that audio-edition builds: link in show.toml.', 'audio-edition' )
	);
}
