//! How pages name the site's logo and icons.

use super::context::Context;
use super::views::{IconView, LogoView};
use crate::assets::identity::{ICON, Icon};

/// The logo in the header of pages; none where there is none or it cannot be shown.
pub fn logo(context: &Context<'_>) -> Option<LogoView> {
    let identity = &context.assets.identity;
    let (width, height) = identity.logo_size()?;
    let logo = identity.logo.as_ref()?;
    // The icon can be the logo; it is served under a fingerprint.
    let fingerprinted = context.theme.urls.get(&logo.path).cloned();
    let url = fingerprinted.unwrap_or_else(|| logo.route().href(&context.site.config.base));
    Some(LogoView { url, width, height })
}

/// The icons, the oldest form first: browsers take the last one that they know.
pub fn icons(context: &Context<'_>) -> Vec<IconView> {
    let drawn = |icon: Icon| {
        let there =
            cfg!(feature = "images") || context.files.find(&format!("static/{}", icon.path())).is_some();
        there.then(|| icon.route().href(&context.site.config.base))
    };
    let favicon = drawn(Icon::Favicon).map(|url| IconView {
        rel: "icon",
        media: None,
        sizes: Some("32x32".to_owned()),
        url,
    });
    let svg = context.theme.urls.get(ICON).filter(|_| context.assets.identity.has_svg_icon());
    let svg =
        svg.map(|url| IconView { rel: "icon", media: Some("image/svg+xml"), sizes: None, url: url.clone() });
    let touch = drawn(Icon::Touch);
    let touch = touch.map(|url| IconView { rel: "apple-touch-icon", media: None, sizes: None, url });
    favicon.into_iter().chain(svg).chain(touch).collect()
}
