'use strict';

module.exports = require('../rules').ruleOf('form_not_bound');
