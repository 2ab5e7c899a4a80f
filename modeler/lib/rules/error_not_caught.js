'use strict';

module.exports = require('../rules').ruleOf('error_not_caught');
