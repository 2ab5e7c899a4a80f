'use strict';

module.exports = require('../rules').ruleOf('too_long_name');
