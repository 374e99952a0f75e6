<?php
/**
 * Takes away what the plugin has kept, on every site of a network, when the plugin is deleted.
 * Answers of the audio site go by themselves, after 15 minutes.
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

if ( ! is_multisite() ) {
	delete_option( 'audio_edition_site' );
} else {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $audio_edition_blog ) {
		delete_blog_option( $audio_edition_blog, 'audio_edition_site' );
	}
}
