//! Files of open data: which writer makes which form.

use super::{org, popolo, tables};
use crate::render::Context;
use crate::render::open_data::DataForm;
use crate::site::Lang;

/// A file of open data for readers of a language.
pub fn file(context: &Context<'_>, form: DataForm, lang: Lang) -> String {
    match form {
        DataForm::Popolo => popolo::json(context, lang),
        DataForm::Org => org::turtle(context),
        DataForm::Members => tables::members(context, lang),
        DataForm::Quotes => tables::quotes(context, lang),
    }
}
