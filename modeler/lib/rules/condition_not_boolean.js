'use strict';

module.exports = require('../rules').ruleOf('condition_not_boolean');
